// Goes online under a name, lists the others, and rings the one that is clicked.
const call = document.querySelector('rtc-call');
const form = document.querySelector('#enter');
const people = document.querySelector('#people');
const status = document.querySelector('[role=status]');

// Known to this page only. The server makes the id of it, under which others ring.
const key = crypto.randomUUID();
let ownId;

form.addEventListener('submit', event => {
  event.preventDefault();
  const name = new FormData(form).get('name');
  call.setAttribute('display-name', name);
  form.hidden = true;
  const online = new EventSource(`/online?${new URLSearchParams({key, name})}`);
  // The server asks whether this page is still there. What goes wrong is an error of the stream as well.
  online.addEventListener('beat', () => fetch(`/online?key=${key}`, {method: 'POST'}).catch(() => {}));
  online.addEventListener('id', ({data}) => {
    ownId = data;
    call.setAttribute('peer-id', ownId);
  });
  online.addEventListener('message', ({data}) => show(JSON.parse(data)));
  online.addEventListener('error', () => {
    if (online.readyState === EventSource.CLOSED) form.hidden = false;
    status.textContent = 'The list of people can’t be reached at the moment.';
  });
});

/** The list items by peer id. Those that stay are kept, and with them the focus. */
const items = new Map();

function show(list) {
  const others = list.filter(({id}) => id !== ownId);
  const ids = new Set(others.map(({id}) => id));
  for (const [id, item] of items) {
    if (ids.has(id)) continue;
    item.remove();
    items.delete(id);
  }
  for (const {id, name} of others) {
    if (!items.has(id)) items.set(id, addItem(id));
    items.get(id).firstChild.textContent = `Call ${name}`;
  }
  status.textContent = others.length === 0 ? 'Nobody else is here yet.' : '';
}

function addItem(id) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  // What goes wrong is shown by the element.
  button.addEventListener('click', () => call.call(id).catch(() => {}));
  item.append(button);
  people.append(item);
  return item;
}
