// Gets a token for this visitor; then the button is ready.
const call = document.querySelector('rtc-call');

const response = await fetch('/token', {method: 'POST'});
const {id, token} = await response.json();
call.setAttribute('token', token);
call.setAttribute('peer-id', id);
call.setAttribute('to', 'owner');
call.hidden = false;
