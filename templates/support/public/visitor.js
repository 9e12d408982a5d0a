// Gets a token for this visitor; then the button is ready.
const call = document.querySelector('rtc-call');

/** A token lasts an hour, so the page gets a new one in time, in ms. */
const RENEW_MS = 30 * 60_000;
// Known to this page only. The server makes the visitor's id of it, which therefore stays the same.
const key = crypto.randomUUID();

async function getToken() {
  const response = await fetch('/token', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({key}),
  });
  if (!response.ok) return;
  const {id, token} = await response.json();
  call.setAttribute('token', token);
  call.setAttribute('peer-id', id);
  call.setAttribute('to', 'owner');
  call.hidden = false;
}

// A call that is running goes on: only a new connection needs a token.
setInterval(getToken, RENEW_MS);
// After the computer has slept, the token may have expired.
call.addEventListener('rtc-error', ({error}) => {
  if (error.code === 'unauthorized') void getToken();
});

await getToken();
