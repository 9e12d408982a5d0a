// Signs the owner in; then visitors can ring.
const call = document.querySelector('rtc-call');
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

form.addEventListener('submit', async event => {
  event.preventDefault();
  const response = await fetch('/owner/token', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  if (!response.ok) {
    status.textContent = 'That is not the password.';
    return;
  }
  const {id, token} = await response.json();
  call.setAttribute('token', token);
  call.setAttribute('peer-id', id);
  call.hidden = false;
  form.hidden = true;
  status.textContent = 'Calls arrive here. Keep this page open.';
});
