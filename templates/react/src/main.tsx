import {createRoot} from 'react-dom/client';
import {App} from './App';
import {readHostLink} from './room';
import './style.css';

await readHostLink();
createRoot(document.querySelector('#app')!).render(<App />);
