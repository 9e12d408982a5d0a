// The same as old.js with <rtc-call>, which also shows the call.
const call = document.querySelector('rtc-call');
const form = document.querySelector('form');

const id = `new-${crypto.randomUUID().slice(0, 8)}`;
call.setAttribute('peer-id', id);
document.querySelector('#id').textContent = id;

form.addEventListener('submit', event => {
  event.preventDefault();
  // What goes wrong is shown by the element.
  call.call(new FormData(form).get('to')).catch(() => {});
});
