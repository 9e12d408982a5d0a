// Enters the call with a token, which needs a login.
const call = document.querySelector('rtc-call');
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

/** A token lasts an hour, so the page gets a new one in time, in ms. */
const RENEW_MS = 30 * 60_000;

async function enter() {
  const response = await fetch('/token', {method: 'POST'});
  form.hidden = response.ok;
  // A call that is running goes on without a token; only a new connection needs one.
  if (!response.ok) return;
  const {name, token} = await response.json();
  call.setAttribute('display-name', name);
  call.setAttribute('token', token);
  call.setAttribute('room', 'team');
  call.hidden = false;
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
  else
    status.textContent =
      response.status === 429
        ? 'Too many wrong passwords. Try again in some minutes.'
        : 'The name or the password is wrong.';
});

setInterval(enter, RENEW_MS);
// After the computer has slept, the token may have expired.
call.addEventListener('rtc-error', ({error}) => {
  if (error.code === 'unauthorized') void enter();
});

await enter();
