// Signs the owner in; then visitors can ring.
const call = document.querySelector('rtc-call');
const form = document.querySelector('form');
const status = document.querySelector('[role=status]');

/** The owner's token lasts 12 hours, so the page gets a new one in time, in ms. */
const RENEW_MS = 6 * 3_600_000;

/** With the password in the form, which is hidden afterwards. */
async function getToken() {
  const response = await fetch('/owner/token', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify(Object.fromEntries(new FormData(form))),
  });
  form.hidden = response.ok;
  if (!response.ok) {
    status.textContent =
      response.status === 429
        ? 'Too many wrong passwords. Try again in some minutes.'
        : 'That is not the password.';
    return;
  }
  const {id, token} = await response.json();
  call.setAttribute('token', token);
  call.setAttribute('peer-id', id);
  call.hidden = false;
  status.textContent = 'Calls arrive here. Keep this page open.';
}

form.addEventListener('submit', event => {
  event.preventDefault();
  void getToken();
});

setInterval(() => call.hidden || getToken(), RENEW_MS);
// After the computer has slept, the token may have expired.
call.addEventListener('rtc-error', ({error}) => {
  if (error.code === 'unauthorized') void getToken();
});
