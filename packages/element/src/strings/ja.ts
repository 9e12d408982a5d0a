/** Japanese. The words are explained in docs/glossary/ja.md. */
import type {CommonStrings} from './index.js';

const SOMEONE = 'どなたか';

const EVERYONE = '全員';

/** A person's name is said with さん; words that stand for a name are not. */
const san = (name: string) => (name === SOMEONE || name === EVERYONE ? name : `${name} さん`);

/** A list of names has no さん, which would belong to the last one only. */
const sans = (names: string, count: number) => (count === 1 ? san(names) : names);

export const strings: CommonStrings = {
  // base
  tag: 'ja',
  me: 'あなた',
  guest: 'ゲスト',
  someone: SOMEONE,
  tryAgain: '再試行',
  calling: name => `${san(name)}を呼び出しています…`,
  isCalling: name => `${san(name)}からの着信`,
  theySeeYou: name => `${san(name)}にあなたの映像が見えています`,
  waitingTitle: 'まだほかに誰もいません',
  linkCopied: 'リンクをコピーしました',
  connecting: '接続しています…',
  reconnecting: '再接続しています…',
  endTitles: {
    left: '通話から退出しました',
    'hung-up': '通話を終了しました',
    'peer-hung-up': '相手が退出しました',
    declined: '通話が拒否されました',
    busy: '相手は通話中です',
    'no-answer': '応答がありませんでした',
    cancelled: '通話がキャンセルされました',
    'peer-unavailable': '現在つながりません',
    'connection-failed': '接続できませんでした',
    'connection-lost': '接続が切れました',
  },
  endTitlesRung: {
    declined: '通話を拒否しました',
    'no-answer': '不在着信があります',
    cancelled: '不在着信があります',
  },
  failureTitles: {
    'room-full': 'ルームは満員です',
    'room-forbidden': 'このルームには入れません',
    unauthorized: '許可が必要です',
    'id-forbidden': '許可が必要です',
    'origin-forbidden': 'このサイトは通話サーバーを使用できません',
  },
  missedCall: name => `${san(name)}から着信がありました`,
  errors: {
    'broker-unreachable': '通話サーバーが応答しません。再試行しています…',
    'code-not-loaded': '通話の一部を読み込めませんでした。ネットワークを確認して、もう一度お試しください。',
    'private-broker-unreachable':
      '通話サーバーが応答しません。サーバーはローカルネットワークにあります。ブラウザーの確認画面またはアドレスバーで、このサイトにローカルネットワークへのアクセスを許可してください。再試行しています…',
  },

  // views
  callRegion: 'ビデオ通話',
  yourName: 'あなたの名前',
  namePlaceholder: '通話中の全員に表示されます',
  joining: '参加しています…',
  preview: 'あなたの映像のプレビュー',
  previewStarting: 'カメラを起動しています…',
  previewCameraOff: 'カメラはオフです',
  previewNoCamera: 'カメラがありません',
  previewInterrupted: 'カメラは一時停止中です',
  reachableTitle: '着信を受けられます',
  unreachableTitle: '着信を受けられません',
  reachableAs: id => `ほかの人は「${id}」であなたを呼び出せます。`,
  notReachable: '着信の準備をしています…',
  idleTitle: '通話はまだありません',
  waitingHint: 'このリンクを共有して招待できます。',
  inviteLink: 'この通話へのリンク',
  copyLink: 'リンクをコピー',
  muted: 'マイクはオフです',
  interrupted: {
    camera: 'システムまたはブラウザーがカメラを一時停止しました。',
    microphone: 'システムまたはブラウザーがマイクをミュートしました。ほかの人にあなたの声は聞こえません。',
    both: 'システムまたはブラウザーがカメラとマイクを一時停止しました。',
  },
  qualities: {good: '接続は良好', fair: '接続はふつう', poor: '接続が悪い', lost: '接続なし'},
  videoPaused: '接続が弱いため音声のみ',
  screenOf: name => `${san(name)}の画面`,
  sharingScreen: '画面を共有しています',
  participants: count => `${count} 人が通話中`,
  selfMove: '自分の映像を別の隅へ移動（矢印キーまたはドラッグでも可）',
  selfHide: '自分の映像を非表示',
  selfShow: '自分の映像を表示',
  turnSoundOn: '音声をオンにする',
  dropFiles: 'ファイルをドロップして送信',
  controls: '通話コントロール',
  microphoneOn: 'マイクをオンにする',
  microphoneOff: 'マイクをオフにする',
  microphoneNone: 'マイクがありません',
  microphoneInterrupted: 'システムまたはブラウザーによりミュート中',
  cameraOn: 'カメラをオンにする',
  cameraOff: 'カメラをオフにする',
  cameraNone: 'カメラがありません',
  cameraInterrupted: 'システムまたはブラウザーにより一時停止中',
  screenshareStart: '画面を共有',
  screenshareStop: '共有を停止',
  fullscreenStart: '全画面表示',
  fullscreenStop: '全画面表示を終了',
  chat: 'チャット',
  chatUnread: count => `チャット、未読 ${count} 件`,
  people: '参加者',
  settings: '設定',
  flow: '接続の詳細',
  leave: '通話から退出',
  hangUp: '通話を終了',
  close: '閉じる',
  camera: 'カメラ',
  microphone: 'マイク',
  rejoin: '再参加',
  callAgain: 'もう一度かける',
  callBack: 'かけ直す',

  // lobby
  lobbyTitle: '通話に参加',
  join: '今すぐ参加',
  inTheCall: who => `${who} が通話中です`,
  aboutToJoin: who => `${who} がまもなく参加します`,
  unnamed: count => `${count} 人`,
  others: count => `ほか ${count} 人`,
  chooseMicrophone: 'マイクとスピーカーを選択',
  chooseCamera: 'カメラを選択',

  // ringing
  startTitle: name => `${san(name)}に発信`,
  callButton: '発信',
  callingHint: '最大 30 秒間呼び出します。',
  ringingHint: '相手を呼び出し中です…',
  nameUnverified: 'この名前は確認されていません。',
  showVideo: 'ビデオを表示',
  accept: '応答',
  video: 'ビデオ',
  acceptVideo: 'ビデオで応答',
  audio: '音声',
  acceptAudio: '音声のみで応答',
  decline: '拒否',
  message: 'メッセージ',
  declineMessage: 'メッセージを送って拒否',
  cancel: 'キャンセル',
  endHints: {
    busy: '相手は別の通話中です。しばらくしてから、もう一度お試しください。',
    'no-answer': '相手は今、端末の近くにいないのかもしれません。',
    'peer-unavailable': '相手はオンラインではありません。しばらくしてから、もう一度お試しください。',
    'connection-failed': 'あなたまたは相手のネットワークで、この通話が通りません。',
    'connection-lost': 'ネットワークを確認して、もう一度お試しください。',
  },

  // decline
  declineLines: ['後ほどかけ直します。', '今は話せません。', '会議中です。', 'メッセージを送ってください。'],
  ownDeclineLine: '自分でメッセージを入力',
  sendAndDecline: '送信して拒否',

  // lan-link
  localOnly:
    'このリンクはこのコンピューターでのみ使えます。ほかの人を招くには、サーバーを --lan 付きで起動してください。',
  lanQrCode: 'この通話へのリンクの QR コード',
  lanHint:
    '同じネットワークにあるスマートフォンで読み取ってください。このコンピューターを認識できないという警告が 1 回表示されます。',

  // missed
  missedCalls: '不在着信',
  clearMissed: '消去',
  severalCalls: (name, count) => `${name}（${count}）`,
  callBackTo: name => `${san(name)}にかけ直す`,

  // chat
  chatEmpty: 'メッセージはまだありません。メッセージは通話中の人に直接送信され、あなたが退出すると消えます。',
  chatAlone: 'まだほかに誰もいません。誰かが参加すると送信できます。',
  chatPlaceholder: 'メッセージを入力',
  chatPlaceholderTo: name => `${san(name)}だけに送信`,
  chatTo: '宛先',
  everyone: EVERYONE,
  chatToGone: name => `${san(name)}はもう通話にいません。メッセージの宛先を選択してください。`,
  onlyTo: name => `${san(name)}のみ`,
  onlyToYou: 'あなたのみ',
  emoji: '絵文字',
  send: '送信',
  sendFiles: 'ファイルを送信',
  download: 'ダウンロード',
  saveFile: '保存',
  sendAgain: '再送信',
  progress: '進行状況',
  fileReceiving: {
    offered: '未ダウンロード',
    active: 'ダウンロードしています…',
    done: 'ダウンロード済み',
    cancelled: 'キャンセル済み',
    declined: '受信を拒否しました',
    failed: '受信できませんでした。もう一度送ってもらってください。',
  },
  fileSending: {
    offered: name => `${san(name)}の受信待ち`,
    active: name => `${san(name)}に送信しています…`,
    done: name => `${san(name)}が受信しました`,
    cancelled: () => 'キャンセル済み',
    declined: name => `${san(name)}が受信を拒否しました`,
    failed: name => `${san(name)}に送信できませんでした`,
  },
  receivedBy: (count, all) => `${all} 人中 ${count} 人が受信しました`,
  latestMessages: '最新のメッセージ',

  // people
  inLobby: 'まもなく参加',
  handRaised: '挙手中',
  cameraIsOff: 'カメラはオフです',
  speaking: '発言中',
  sharesScreen: '画面を共有中',
  volumeOf: name => `${san(name)}の音量`,
  volume: '音量',
  pinPerson: '固定',
  messagePerson: 'メッセージ',
  noChat: '音声と映像のみ',
  inviteTitle: '招待',
  showQrCode: 'スマートフォン用の QR コード',
  qrCode: 'この通話へのリンクの QR コード',

  // settings
  speaker: 'スピーカー',
  systemDefault: 'システムの既定',
  noDevice: '見つかりません',
  testSpeaker: 'テスト音を再生',
  mirrorVideo: '自分の映像を左右反転',
  mirrorHint: 'ほかの人には反転せずに表示されます。',
  microphoneIsOff: 'マイクはオフです。',
  noiseSuppression: '背景のノイズを抑える',
  echoCancellation: 'エコーを除去',
  saveData: 'データ使用量を抑える',
  saveDataHint: '送受信とも映像を小さくします。',
  ringTones: '呼び出し音',
  language: '言語',
  pageLanguage: 'ページと同じ',

  // stage
  pagePrevious: (page, pages) => `前のページ（現在 ${pages} ページ中 ${page} ページ目）`,
  pageNext: (page, pages) => `次のページ（現在 ${pages} ページ中 ${page} ページ目）`,
  pin: name => `${san(name)}を固定`,
  zoomIn: '拡大',
  zoomOut: '縮小',
  zoomFit: '全体を表示',
  zoomActual: '実際のサイズ',
  screenFullscreen: '画面を全画面表示',

  // controls (handRaised is above)
  more: 'その他のオプション',
  reactions: 'リアクション',
  handRaise: '手を挙げる',
  handLower: '手を下げる',
  speakingWhileMuted: 'ミュートのまま話しています。',

  // announcements (others is above)
  joined: (names, count) => `${sans(names, count)}が参加しました`,
  left: (names, count) => `${sans(names, count)}が退出しました`,
  newMessages: (names, count) =>
    count === 1 ? `${san(names)}からの新着メッセージ` : `${names}からの新着メッセージ ${count} 件`,
  newFile: name => `ファイル ${name} を受信できます`,
  raisedHands: (names, count) => `${sans(names, count)}が手を挙げました`,
  reacted: (names, emoji) => `${names}のリアクション: ${emoji}`,
  connectionsLost: (names, count) => `${sans(names, count)}との接続が中断しています`,
  connected: '接続しました',

  // menus
  gridView: 'グリッド表示',
  speakerView: 'スピーカー表示',
  pictureInPicture: 'ピクチャー イン ピクチャー',
  pictureInPictureStop: 'ピクチャー イン ピクチャーを終了',
  pictureInPictureAuto: 'タブの切り替え時に別ウィンドウで表示',
  shortcuts: 'キーボードショートカット',
  shortcutsHint: '通話にフォーカスがあるときに使えます（テキスト入力中を除く）。',
  keySpace: 'Space',
  keyEscape: 'Esc',
  shortcutTalk: 'ミュート中に押し続けて話す',
  shortcutClose: '開いているものを閉じる',

  // picture-in-picture
  inPictureInPicture: '通話は別のウィンドウに表示されています。',
  pictureInPictureBack: 'ここに戻す',
};
