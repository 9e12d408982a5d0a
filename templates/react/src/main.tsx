import {createRoot} from 'react-dom/client';
import {App} from './App';
import {adoptHostKey} from './room';
import './style.css';

await adoptHostKey();
createRoot(document.querySelector('#app')!).render(<App />);
