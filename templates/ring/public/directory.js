// Goes online under a name, lists the others, and rings the one that is clicked.
const call = document.querySelector('rtc-call');
const form = document.querySelector('#enter');
const people = document.querySelector('#people');

// Under this id others ring this page.
const id = crypto.randomUUID();

form.addEventListener('submit', event => {
  event.preventDefault();
  const name = new FormData(form).get('name');
  call.setAttribute('display-name', name);
  call.setAttribute('peer-id', id);
  form.hidden = true;
  const online = new EventSource(`/online?${new URLSearchParams({id, name})}`);
  online.addEventListener('message', ({data}) => show(JSON.parse(data)));
});

function show(list) {
  const others = list.filter(person => person.id !== id);
  people.replaceChildren(...others.map(buttonFor));
  if (others.length === 0) people.append('Nobody else is here yet.');
}

function buttonFor(person) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.textContent = `Call ${person.name}`;
  // What goes wrong is shown by the element.
  button.addEventListener('click', () => call.call(person.id).catch(() => {}));
  item.append(button);
  return item;
}
