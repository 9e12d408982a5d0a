/** Japanese. The words are explained in docs/glossary/ja.md. */
import type {DeviceName} from './errors.js';
import type {Strings} from './index.js';

const same = (text: string): Record<DeviceName, string> => ({camera: text, microphone: text, both: text});

const INSECURE =
  'カメラとマイクは安全なページでのみ使用できます。このページを https または localhost で開いてください。';
const SOMEONE = 'どなたか';
const EVERYONE = '全員';

/** A person's name is said with さん; words that stand for a name are not. */
const san = (name: string) => (name === SOMEONE || name === EVERYONE ? name : `${name} さん`);
/** A list of names has no さん, which would belong to the last one only. */
const sans = (names: string, count: number) => (count === 1 ? san(names) : names);

export const strings: Strings = {
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
    // errors
    'insecure-context': INSECURE,
    'not-supported': 'このブラウザーではこの操作を行えません。',
    'invalid-id': 'これは通話できるアドレスではありません。',
    'invalid-room': 'このルームの名前は、使用できない文字を含んでいるか、長すぎます。',
    'invalid-option': 'このページの通話の設定に誤りがあります。オプションの 1 つが無効です。',
    'id-taken': 'このアドレスはほかで使用されています。別のタブで使用している可能性もあります。',
    'id-forbidden': 'この通話サーバーを使用する許可は、別のアドレスに対するものです。',
    'origin-forbidden':
      'この通話サーバーはこのサイトからの通話を受け付けていません。サーバーの所有者が {detail} を許可する必要があります（オプション「origins」）。',
    'broker-refused': '通話サーバーがこの操作を拒否しました: {detail}',
    unauthorized: 'この通話サーバーを使用するには許可が必要です。',
    'rooms-unsupported': 'この通話サーバーにはルームの機能がありません。',
    'room-full': 'ルームは満員です。誰かが退出してから、もう一度お試しください。',
    'room-forbidden': 'このルームへのアクセス権がありません。招待した人に確認してください。',
    'invalid-emoji': 'これは 1 つの絵文字ではありません。',
    'picture-in-picture-refused': '現在、ブラウザーはこの通話を別のウィンドウに表示できません。',
    'not-connected': 'まだほかに誰もいません。誰かが参加してから、もう一度送信してください。',
    'policy-forbidden':
      'このページではこの操作が許可されていません。ページの所有者が {detail} を設定する必要があります。',
    'connection-failed': 'あなたまたは相手のネットワークで、この通話が通りません。',
    'bad-message': '相手から読み取れないデータが届きました。双方のバージョンが異なる可能性があります。',
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

  // flow
  flowSteps: {
    'broker-connecting': 'WebSocket を開く',
    'broker-open': 'ブローカーに接続済み',
    'broker-failed': 'ブローカーへの接続なし',
    'room-requested': 'ルームへの入室を要求',
    'members-received': 'ルームにいる人',
    'room-refused': 'ルームに入室できず',
    'media-captured': 'デバイスを開く',
    'connection-created': 'ピア接続を作成',
    'offer-created': 'オファーを作成',
    offer: 'オファー',
    'answer-created': 'アンサーを作成',
    answer: 'アンサー',
    'remote-description-set': 'リモート記述を適用',
    'servers-asked': 'アドレスを問い合わせ',
    address: 'パブリックアドレス',
    relay: 'リレーを割り当て済み',
    'no-stun': 'STUN の応答なし',
    'no-relay': 'TURN のリレーなし',
    'no-candidates': '候補が見つからない',
    candidates: '候補',
    ringing: '呼び出し中',
    accepted: '応答済み',
    checking: '経路を確認',
    'path-found': '経路が見つかった',
    'ice-failed': '使える経路なし',
    encrypted: '暗号化済み',
    'dtls-failed': '暗号化に失敗',
    'channel-open': 'データチャネルが開いた',
    'first-frame': '最初の映像フレーム',
    stalled: '何も届いていない',
    'ice-restart': 'ICE を再開始',
    recovered: '復旧',
    'hang-up': '通話終了',
    failed: '通話失敗',
  },
  flowWords: {
    microphone: 'マイク',
    camera: 'カメラ',
    'relay-only': 'リレーのみ',
    none: 'サーバーなし',
    stun: 'STUN',
    turn: 'TURN',
    udp: 'UDP',
    tcp: 'TCP',
    tls: 'TLS',
  },
  flowFixes: {
    'no-stun':
      'STUN サーバーが応答しませんでした。ブローカーのオプション stun と、UDP が許可されていることを確認してください。',
    'no-relay':
      'TURN サーバーからリレーを得られませんでした。rtc-broker check を実行してテストし、ブローカーのオプション turn.urls と turn.secret を確認してください。',
  },
  flowEmpty: 'まだ何も起きていません。通話の確立に伴い、各ステップがここに表示されます。',
  flowEarlier: '以前',
  flowPeer: '相手',
  flowBroker: 'ブローカー',
  flowServers: 'STUN/TURN',
  flowRoute: (from, to, via) => (via ? `${from}から${via}経由で${to}へ` : `${from}から${to}へ`),
  flowPending: '進行中',
  flowExplain: '各ステップを説明',
  flowCopy: 'レポートをコピー',
  flowCopied: 'コピーしました',
  flowWithNames: '名前を含める',
  pathDirect: '直接',
  pathRelay: 'リレー経由',
  pathNone: '経路はまだありません',
  roundTrip: '往復時間',
  packetLoss: '損失',
  receiving: '受信',
  sending: '送信',
  videoIn: '受信映像',
  videoOut: '送信映像',
  audioIn: '受信音声',
  framesPerSecond: count => `${count} fps`,
  limitedBy: {
    cpu: 'この端末のプロセッサーによる制限',
    bandwidth: 'ネットワークによる制限',
    other: '制限あり',
  },

  // flow-guide
  flowGuide: {
    'broker-connecting':
      '2 つのブラウザーは、自分たちだけでは互いを見つけられません。それぞれがブローカーとの WebSocket を保ち、ブローカーがメッセージを中継します。',
    'broker-open':
      'ブローカーは自分の ID を把握し、自分宛てのメッセージを届けます。音声と映像がブローカーを通ることはありません。',
    'broker-failed': 'ブローカーなしでは誰も呼び出せません。接続済みの通話は、ブローカーがなくても続きます。',
    'room-requested':
      'WebRTC は、人が互いを見つける方法を定めていません。ここでは、ブローカーがルームごとにメンバーの一覧を管理します。',
    'members-received': 'ルーム内の各ペアで、後から来た人が相手を呼び出します。全員が全員と接続されます。',
    'room-refused': '誰が入室できるかは、アクセストークンと入室中の人数に基づいてブローカーが決めます。',
    'media-captured':
      'ブラウザーが許可を求め、カメラとマイクを開きます。getUserMedia() がそれぞれのトラックを返します。',
    'connection-created':
      'RTCPeerConnection は通話の一端です。使用してよい STUN サーバーと TURN サーバーが伝えられます。',
    'offer-created':
      'ブラウザーは、送受信できる内容（コーデック、鍵、メディアセクション）を SDP で書き出します。これが自分のローカル記述です。',
    offer:
      'オファーはブローカーを経由して届きます。アンサーが来るまで、どちらも相手に何ができるかを知りません。',
    'answer-created': 'ブラウザーはオファーの中から自分にもできることを選び、アンサーに書き込みます。',
    answer: 'アンサーは、オファーのどの部分を使うかを示します。これで双方が合意します。',
    'remote-description-set':
      '相手から届いた内容をリモート記述として適用します。ここから候補を追加できます。',
    'servers-asked':
      'ルーターの内側にあるブラウザーは、自分のパブリックアドレスを知りません。STUN はそれを教え、TURN は自身のアドレスを貸します。',
    address:
      'STUN サーバーは、自分のパケットの送信元アドレスを返します。これがサーバーリフレクシブ候補です。',
    relay:
      'TURN サーバーが自分用にアドレスを確保し、そこに届いたものを転送します。直接の経路がなくてもつながります。',
    'no-stun':
      '要求を何度か送信しましたが、応答がありませんでした。多くの場合、ファイアウォールが UDP をブロックしています。',
    'no-relay':
      'TURN サーバーに到達できなかったか、認証情報が拒否されました。厳しいファイアウォールの内側にいる人には TURN が必要です。',
    'no-candidates':
      '相手が試せるアドレスがありません。「リレーのみ」の場合、すべての候補は TURN から得る必要があります。',
    candidates: '各アドレスは見つかり次第送信されます（トリクル ICE）。最も遅いものを待つ必要はありません。',
    ringing:
      '相手のページが通話を受け取り、呼び出し音を鳴らしています。このメッセージは独自のもので、WebRTC に呼び出しはありません。',
    accepted: '応答がありました。これ以降、相手のカメラとマイクの内容を送信できます。',
    checking: '双方が、自分の各候補から相手の各候補へ STUN 要求を送り、使える組み合わせを調べます。',
    'path-found':
      '使える組み合わせが選ばれ、すべてのパケットがこの経路を通ります。リレーより直接の経路が優先されます。',
    'ice-failed':
      'どの候補の組み合わせにも応答がありませんでした。リレーがあれば、ほとんどのネットワーク同士をつなげます。',
    encrypted:
      'この経路での DTLS ハンドシェイクから SRTP の鍵が得られます。フィンガープリントはオファーとアンサーで届いたもので、どのサーバーも鍵を持ちません。',
    'dtls-failed': '経路は使えますが、双方が鍵について合意できなかったため、何も送信されません。',
    'channel-open':
      '暗号化された同じ経路でデータチャネルが動きます。ミュートの状態、チャット、ブローカーを通さない以後のオファーを運びます。',
    'first-frame':
      '最初のフレームが画面に表示されました。以後、RTCP フィードバックが損失を報告し、必要に応じてキーフレームを要求します。',
    stalled: '1 秒以上何も届いていません。別の経路を探す間、最後のフレームが画面に残ります。',
    'ice-restart':
      '新しい認証情報ですべてのアドレスを再び収集して確認します。その間も以前の経路を使い続けます。',
    recovered:
      'パケットが再び届いています。デコーダーが一部を受け取れなかったため、受信側がキーフレームを要求します。',
    'hang-up': '一方がデータチャネルとブローカーを通じて終了を伝え、双方が接続を閉じます。',
    failed: '接続が確立されなかったか、時間内に回復しなかったため、閉じられました。',
  },

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

  // errors
  deviceErrors: {
    'insecure-context': same(INSECURE),
    'not-supported': same(
      'このブラウザーでは、ページからカメラやマイクを使用できません。参加して聞くことはできます。',
    ),
    'permission-denied': {
      camera: 'このサイトではカメラがブロックされています。',
      microphone: 'このサイトではマイクがブロックされています。ほかの人にあなたの声は聞こえません。',
      both: 'このサイトではカメラとマイクがブロックされています。',
    },
    'permission-denied-by-system': {
      camera: 'システムが、このブラウザーにカメラの使用を許可していません。',
      microphone: 'システムが、このブラウザーにマイクの使用を許可していません。',
      both: 'システムが、このブラウザーにカメラとマイクの使用を許可していません。',
    },
    'permission-dismissed': {
      camera:
        'ブラウザーがカメラの使用許可を求めましたが、回答がありませんでした。もう一度試して、「許可」を選択してください。',
      microphone:
        'ブラウザーがマイクの使用許可を求めましたが、回答がありませんでした。もう一度試して、「許可」を選択してください。',
      both: 'ブラウザーがカメラとマイクの使用許可を求めましたが、回答がありませんでした。もう一度試して、「許可」を選択してください。',
    },
    'policy-forbidden': {
      camera:
        'このページにはカメラの使用が許可されていません。ページの所有者が {detail} を設定する必要があります。',
      microphone:
        'このページにはマイクの使用が許可されていません。ページの所有者が {detail} を設定する必要があります。',
      both: 'このページにはカメラとマイクの使用が許可されていません。ページの所有者が {detail} を設定する必要があります。',
    },
    'device-not-found': {
      camera: 'カメラが見つかりませんでした。カメラなしで参加できます。',
      microphone:
        'マイクが見つかりませんでした。ほかの人にあなたの声は聞こえませんが、そのまま参加できます。',
      both: 'カメラとマイクが見つかりませんでした。参加して視聴できます。',
    },
    'device-in-use': {
      camera:
        '別のアプリがカメラを使用しています。そのアプリを閉じてから、ここでカメラをオンにしてください。',
      microphone:
        '別のアプリがマイクを使用しています。そのアプリを閉じてから、ここでマイクをオンにしてください。',
      both: '別のアプリがカメラとマイクを使用しています。そのアプリを閉じてから、ここでオンにしてください。',
    },
    'device-failed': {
      camera: 'カメラが動作しなくなりました。別のカメラを選択するか、カメラなしで参加してください。',
      microphone: 'マイクが動作しなくなりました。別のマイクを選択してください。',
      both: 'カメラとマイクが動作しなくなりました。別のデバイスを選択してください。',
    },
  },
  permissionSteps: {
    chromium:
      'ページのアドレスの左にあるアイコンをクリックし、ブロックされているものをオンにして、もう一度お試しください。',
    firefox:
      'ページのアドレスの左にある斜線付きのアイコンをクリックし、「ブロック」を解除して、もう一度お試しください。',
    safari:
      'メニューバーで「Safari」›「この Web サイトの設定」を開き、「許可」を選択して、もう一度お試しください。',
    ios: 'ページのアドレスの横にあるボタンをタップし、Web サイトの設定を開き、「許可」を選択して、もう一度お試しください。',
    android:
      'ページのアドレスの左にあるアイコン、「権限」の順にタップし、ブロックされているものを許可して、もう一度お試しください。',
  },
  systemSteps: {
    mac: '「システム設定」›「プライバシーとセキュリティ」›「カメラ」と「マイク」を開き、このブラウザーをオンにしてください。ブラウザーの再起動が必要な場合があります。',
    windows:
      '「設定」›「プライバシーとセキュリティ」›「カメラ」と「マイク」を開き、アプリとデスクトップ アプリに使用を許可して、もう一度お試しください。',
    other: 'システムのプライバシー設定で許可して、もう一度お試しください。',
  },
};
