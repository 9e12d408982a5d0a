// esbuild compiles JSX. For changes without a reload, add @vitejs/plugin-react.
export default {esbuild: {jsx: 'automatic'}};
