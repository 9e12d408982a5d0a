import {expect} from '@open-wc/testing';
import {CallError, FileEvent, type FileTransfer} from '@rtc-call/engine';
import type {RtcCall} from '../rtc-call.js';
import {localWith, participant, type FakeCall} from '../testing/fake-call.js';
import {fileTransfer} from '../testing/file-transfer.js';
import {
  click,
  expectAccessible,
  mount,
  part,
  parts,
  settle,
  still,
  text,
  unmount,
  until,
} from '../testing/mount.js';
import {details} from './file-card.js';

async function inCall(names: readonly string[] = ['Ada'], attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => mounted.element.state === 'waiting');
  const participants = names.map((displayName, index) => participant({id: `peer${index}`, displayName}));
  mounted.call.set({state: 'connected', local: localWith(), participants});
  await settle(mounted.element);
  await until(() => part(mounted.element, 'control-microphone'));
  mounted.call.asked.length = 0;
  return mounted;
}

/** Replaces the transfers, as the engine does on each change. */
const transfer = (call: FakeCall, ...transfers: FileTransfer[]) => {
  call.set({transfers});
  for (const one of transfers) call.dispatchEvent(new FileEvent({transfer: one}));
};

const file = (name: string) => new File(['content'], name);

function dataOf(files: readonly File[], texts: Readonly<Record<string, string>> = {}): DataTransfer {
  const data = new DataTransfer();
  for (const one of files) data.items.add(one);
  for (const [type, value] of Object.entries(texts)) data.setData(type, value);
  return data;
}

const drag = (target: Element, type: string, dataTransfer: DataTransfer, more: DragEventInit = {}) =>
  target.dispatchEvent(
    new DragEvent(type, {dataTransfer, bubbles: true, composed: true, cancelable: true, ...more}),
  );

/** Pastes; false if the element has taken it. Browsers differ in what the constructor of ClipboardEvent takes. */
const paste = (target: Element, value: DataTransfer) => {
  const event = new Event('paste', {bubbles: true, composed: true, cancelable: true});
  return target.dispatchEvent(Object.defineProperty(event, 'clipboardData', {value}));
};

const isOver = (element: RtcCall) => part(element, 'drop') !== null;

describe('Files in the chat of <rtc-call>', () => {
  afterEach(unmount);

  it('are offered with name, size and kind, and announced', async () => {
    const {element, call} = await inCall();
    transfer(call, fileTransfer());
    const control = part(element, 'control-chat')!;
    await until(() => control.getAttribute('aria-label') === 'Chat, 1 unread');
    const announced = element.shadowRoot!.querySelector('.announcements')!;
    await until(() => announced.textContent.includes('You’re offered the file holiday.jpg'));
    control.click();
    await until(() => part(element, 'file'));
    // WebKit lays out the rows in the next frame.
    await until(() => text(element).includes('holiday.jpg JPG, 2.4 MB · Not downloaded yet'));
    expect(text(element)).to.include('Ada');
    await still(element);
    await expectAccessible(element);
    await click(element, 'accept-file-button');
    await until(() => call.asked.includes('acceptFile file-1'));
  });

  it('show their progress and can be cancelled', async () => {
    const {element, call} = await inCall();
    transfer(call, fileTransfer({status: 'active', transferred: 600_000}));
    await click(element, 'control-chat');
    const bar = (await until(() => part(element, 'file-progress'))) as HTMLProgressElement;
    expect(bar.position).to.equal(0.25);
    transfer(call, fileTransfer({status: 'active', transferred: 1_200_000}));
    await until(() => bar.position === 0.5);
    await still(element);
    await expectAccessible(element);
    await click(element, 'cancel-file-button');
    await until(() => call.asked.includes('cancelFile file-1'));
    transfer(call, fileTransfer({status: 'cancelled'}));
    await until(() => text(element).includes('Cancelled'));
    expect(parts(element, 'file-button')).to.have.length(0);
  });

  it('can be declined', async () => {
    const {element, call} = await inCall();
    transfer(call, fileTransfer());
    await click(element, 'control-chat');
    await click(element, 'cancel-file-button');
    await until(() => call.asked.includes('cancelFile file-1'));
  });

  it('are saved under their name, and never opened', async () => {
    const {element, call} = await inCall();
    transfer(
      call,
      fileTransfer({
        status: 'done',
        name: 'page.html',
        blob: new File(['<b>'], 'page.html', {type: 'text/html'}),
      }),
    );
    await click(element, 'control-chat');
    const saved: string[] = [];
    const {click: realClick} = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
      saved.push(`${this.download} ${new URL(this.href).protocol}`);
    };
    try {
      await click(element, 'save-file-button');
    } finally {
      HTMLAnchorElement.prototype.click = realClick;
    }
    expect(saved).to.deep.equal(['page.html blob:']);
  });

  it('say why they can’t be downloaded', async () => {
    const {element, call} = await inCall();
    transfer(call, fileTransfer());
    call.failing = {command: 'acceptFile', error: new CallError('file-too-large')};
    await click(element, 'control-chat');
    await click(element, 'accept-file-button');
    const notice = await until(() => part(element, 'notice'));
    expect(notice.closest('.panel')).to.exist;
    expect(notice.innerText).to.include('no space');
    expect(part(element, 'accept-file-button')).to.exist;
  });

  it('have one card for all who get them, and are sent again to those who don’t have them', async () => {
    const {element, call} = await inCall(['Ada', 'Ben', 'Cleo']);
    const blob = file('notes.txt');
    const mine = {direction: 'send', offer: 'o', blob, size: 100} as const;
    const to = (index: number, change: Partial<FileTransfer>) =>
      fileTransfer({...mine, id: `to${index}`, peer: `peer${index}`, ...change});
    transfer(call, to(0, {status: 'done'}), to(1, {status: 'active', transferred: 50}), to(2, {}));
    await click(element, 'control-chat');
    await until(() => text(element).includes('1 of 3 people have it'));
    expect(parts(element, 'file')).to.have.length(1);
    expect((part(element, 'file-progress') as HTMLProgressElement).position).to.equal(0.5);
    await click(element, 'cancel-file-button');
    await until(() => call.asked.length === 2);
    expect(call.asked).to.deep.equal(['cancelFile to1', 'cancelFile to2']);
    const over = [to(0, {status: 'done'}), to(1, {status: 'failed'}), to(2, {status: 'declined'})];
    transfer(call, ...over);
    await click(element, 'retry-file-button');
    await until(() => call.asked.length === 4);
    expect(call.asked.slice(2)).to.deep.equal(
      ['sendFile holiday.jpg to peer1', 'sendFile holiday.jpg to peer2'].map(line =>
        line.replace('holiday.jpg', 'notes.txt'),
      ),
    );
    transfer(
      call,
      ...over,
      fileTransfer({...mine, id: 'again', offer: 'p', peer: 'peer1', time: over[0]!.time + 1}),
    );
    await until(() => text(element).includes('Offered to Ben'));
    expect(part(element, 'retry-file-button')).to.equal(null);
  });

  it('are between the messages, in the order of time', async () => {
    const {element, call} = await inCall();
    const message = (id: string, time: number) => ({
      id,
      from: 'peer0',
      displayName: 'Ada',
      text: id,
      time,
      isMine: false,
    });
    call.set({
      messages: [message('one', 1_000), message('three', 3_000)],
      transfers: [fileTransfer({time: 2_000})],
    });
    await click(element, 'control-chat');
    await until(() => parts(element, 'message').length === 3);
    expect(parts(element, 'message').map(row => row.classList.contains('file'))).to.deep.equal([
      false,
      true,
      false,
    ]);
  });

  it('have names that are text and can’t make the card wider', async () => {
    const {element, call} = await inCall();
    transfer(call, fileTransfer({name: '<img src=x onerror=alert(1)>'.repeat(9)}));
    await click(element, 'control-chat');
    const card = await until(() => part(element, 'file'));
    expect(card.querySelector('img')).to.equal(null);
    const list = part(element, 'messages')!;
    expect(list.scrollWidth).to.equal(list.clientWidth);
  });

  it('say their size in the language of the call', () => {
    expect(details({name: 'a.pdf', size: 0}, {lang: 'en'})).to.equal('PDF, 0 bytes');
    expect(details({name: 'a.tar.gz', size: 12_345}, {lang: 'en'})).to.equal('GZ, 12 kB');
    expect(details({name: 'README', size: 10_000_000_000}, {lang: 'de'})).to.equal('10\u00a0GB');
    expect(details({name: 'x', size: 2 ** 53 - 1}, {lang: 'en'})).to.equal('9,007 TB');
  });
});

describe('Files are sent', () => {
  afterEach(unmount);

  it('from the button in the chat, several at once, and to one person if the chat is with one', async () => {
    const {element, call} = await inCall(['Ada', 'Ben']);
    await click(element, 'control-chat');
    const input = await until(() => element.shadowRoot!.querySelector<HTMLInputElement>('input[type=file]'));
    expect(input.multiple).to.equal(true);
    input.files = dataOf([file('a.txt'), file('b.txt')]).files;
    input.dispatchEvent(new Event('change'));
    await until(() => call.asked.length === 2);
    const select = part(element, 'chat-to') as HTMLSelectElement;
    select.value = 'peer1';
    select.dispatchEvent(new Event('change'));
    await element.updateComplete;
    input.files = dataOf([file('c.txt')]).files;
    input.dispatchEvent(new Event('change'));
    await until(() => call.asked.length === 3);
    expect(call.asked).to.deep.equal(['sendFile a.txt', 'sendFile b.txt', 'sendFile c.txt to peer1']);
  });

  it('by dropping them on the stage, which opens the chat', async () => {
    const {element, call} = await inCall();
    const stage = part(element, 'stage')!;
    const data = dataOf([file('a.txt')]);
    expect(drag(stage, 'dragover', data), 'the element takes it').to.equal(false);
    await until(() => isOver(element));
    await still(element);
    await expectAccessible(element);
    const {left, top} = element.getBoundingClientRect();
    drag(stage, 'dragleave', data, {clientX: left + 50, clientY: top + 50});
    await element.updateComplete;
    expect(isOver(element), 'still over another part').to.equal(true);
    drag(stage, 'dragleave', data, {clientX: left - 1, clientY: top + 50});
    await until(() => !isOver(element));
    drag(stage, 'dragover', data);
    await until(() => isOver(element));
    expect(drag(stage, 'drop', data)).to.equal(false);
    await until(() => !isOver(element) && part(element, 'panel-chat'));
    await until(() => call.asked.includes('sendFile a.txt'));
  });

  it('by pasting them', async () => {
    const {element, call} = await inCall();
    expect(paste(part(element, 'stage')!, dataOf([file('image.png')]))).to.equal(false);
    await until(() => call.asked.includes('sendFile image.png'));
    const field = await until(() => part(element, 'chat-field'));
    expect(paste(field, dataOf([], {'text/plain': 'words'})), 'a text').to.equal(true);
    expect(paste(field, dataOf([file('x.png')], {'text/plain': 'words'})), 'a text and its picture').to.equal(
      true,
    );
    await settle(element);
    expect(call.asked).to.have.length(1);
  });

  it('except folders, which are reported', async () => {
    const {element, call} = await inCall();
    const {webkitGetAsEntry} = DataTransferItem.prototype;
    DataTransferItem.prototype.webkitGetAsEntry = function (this: DataTransferItem) {
      return {isDirectory: this.getAsFile()?.name === 'folder'} as FileSystemEntry;
    };
    try {
      drag(part(element, 'stage')!, 'drop', dataOf([file('a.txt'), file('folder')]));
    } finally {
      DataTransferItem.prototype.webkitGetAsEntry = webkitGetAsEntry;
    }
    await until(() => part(element, 'notice')?.innerText.includes('Folders can’t be sent'));
    expect(call.asked).to.deep.equal(['sendFile a.txt']);
  });

  it('up to the limit, which is reported in the chat', async () => {
    const {element, call} = await inCall();
    const send = call.sendFile.bind(call);
    call.sendFile = one =>
      call.asked.length < 20 ? send(one) : Promise.reject(new CallError('too-many-files'));
    const files = Array.from({length: 25}, (_, index) => file(`${index}.txt`));
    drag(part(element, 'stage')!, 'drop', dataOf(files));
    await until(() => part(element, 'notice')?.innerText.includes('Only 20 files'));
    expect(call.asked).to.have.length(20);
  });

  it('neither outside a call nor without a chat', async () => {
    const {element} = await inCall(['Ada'], {chat: 'off'});
    const data = dataOf([file('a.txt')]);
    expect(drag(part(element, 'stage')!, 'dragover', data), 'the page’s').to.equal(true);
    const {element: lobby} = await mount({room: 'standup'});
    await until(() => part(lobby, 'lobby'));
    expect(drag(part(lobby, 'lobby')!, 'drop', data), 'the page’s').to.equal(true);
    const {element: stage} = await inCall();
    expect(drag(part(stage, 'stage')!, 'dragover', dataOf([], {'text/plain': 'x'})), 'a text').to.equal(true);
  });
});
