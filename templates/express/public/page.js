// Enters the call with a token, which needs a login.
const call = document.querySelector('rtc-call');
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

async function enter() {
  const response = await fetch('/token', {method: 'POST'});
  form.hidden = response.ok;
  call.hidden = !response.ok;
  if (!response.ok) return;
  const {name, token} = await response.json();
  call.setAttribute('display-name', name);
  call.setAttribute('token', token);
  call.setAttribute('room', 'team');
  status.textContent = '';
}

form.addEventListener('submit', async event => {
  event.preventDefault();
  const response = await fetch('/login', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  if (response.ok) await enter();
  else status.textContent = 'The name or the password is wrong.';
});

await enter();
