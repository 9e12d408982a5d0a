import vue from '@vitejs/plugin-vue';

// <rtc-call> is an element of the browser, not a component.
export default {
  plugins: [vue({template: {compilerOptions: {isCustomElement: tag => tag === 'rtc-call'}}})],
};
