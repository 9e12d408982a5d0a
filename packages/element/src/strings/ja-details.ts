import type {DeviceName} from './errors.js';
import type {DetailStrings} from './index.js';

const same = (text: string): Record<DeviceName, string> => ({camera: text, microphone: text, both: text});

const INSECURE =
  'カメラとマイクは安全なページでのみ使用できます。このページを https または localhost で開いてください。';

export const strings: DetailStrings = {
  errors: {
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
    'bad-host-key': 'このホスト用リンクは不完全です。リンク全体をコピーしてください。',
    'wrong-host-key': 'このホスト用リンクは別のルームのものです。',
    'not-in-room': 'このルームに参加していません。',
    'not-a-host': 'これはホストだけができます。',
    'host-not-allowed': 'これはこのルームのホストだけができます。ほかのホストに対してはできません。',
    'no-such-member': 'この人はもういません。',
    'too-many-knocks': '現在、参加リクエストが多すぎます。しばらくしてから、もう一度お試しください。',
    'room-forbidden': 'このルームへのアクセス権がありません。招待した人に確認してください。',
    'invalid-emoji': '絵文字は 1 つだけ指定できます。',
    'picture-in-picture-refused': '現在、ブラウザーはこの通話を別のウィンドウに表示できません。',
    'not-connected': 'まだほかに誰もいません。誰かが参加してから、もう一度送信してください。',
    'policy-forbidden':
      'このページではこの操作が許可されていません。ページの所有者が {detail} を設定する必要があります。',
    'connection-failed': 'あなたまたは相手のネットワークの制限により、通話できません。',
    'bad-message': '相手から読み取れないデータが届きました。双方のバージョンが異なる可能性があります。',
  },

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
    'no-candidates': '候補なし',
    candidates: '候補',
    ringing: '呼び出し中',
    accepted: '応答済み',
    checking: '経路を確認',
    'path-found': '経路を発見',
    'ice-failed': '使える経路なし',
    encrypted: '暗号化済み',
    'dtls-failed': '暗号化に失敗',
    'channel-open': 'データチャネル開通',
    'first-frame': '最初の映像フレーム',
    stalled: '受信なし',
    'ice-restart': 'ICE をリスタート',
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
      'ブローカーはこちらの ID を把握し、こちら宛てのメッセージを届けます。音声と映像がブローカーを通ることはありません。',
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
      'ブラウザーは、送受信できる内容（コーデック、鍵、メディアセクション）を SDP で書き出します。これがこちらのローカル記述です。',
    offer:
      'オファーはブローカーを経由して届きます。アンサーが来るまで、どちらも相手に何ができるかを知りません。',
    'answer-created': 'ブラウザーはオファーの中から自分にもできることを選び、アンサーに書き込みます。',
    answer: 'アンサーは、オファーのどの部分を使うかを示します。これで双方が合意します。',
    'remote-description-set':
      '相手から届いた内容をリモート記述として適用します。ここから候補を追加できます。',
    'servers-asked':
      'ルーターの内側にあるブラウザーは、自分のパブリックアドレスを知りません。STUN はそれを教え、TURN は自身のアドレスを貸します。',
    address:
      'STUN サーバーは、こちらのパケットの送信元アドレスを返します。これがサーバーリフレクシブ候補です。',
    relay:
      'TURN サーバーがこちら用にアドレスを確保し、そこに届いたものを転送します。直接の経路がなくてもつながります。',
    'no-stun':
      '要求を何度か送信しましたが、応答がありませんでした。多くの場合、ファイアウォールが UDP をブロックしています。',
    'no-relay':
      'TURN サーバーに到達できなかったか、認証情報が拒否されました。厳しいファイアウォールの内側にいる人には TURN が必要です。',
    'no-candidates':
      '相手が試せるアドレスがありません。「リレーのみ」の場合、すべての候補は TURN から得る必要があります。',
    candidates: '各アドレスは見つかり次第送信されます（トリクル ICE）。最も遅いものを待つ必要はありません。',
    ringing:
      '相手のページが通話を受け取り、呼び出し音を鳴らしています。このメッセージは独自のもので、WebRTC に呼び出しはありません。',
    accepted: '応答がありました。これ以降、相手側からカメラの映像とマイクの音声を送信できます。',
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
  knockRequired: '参加するには、通話中の誰かの承認が必要です。',
  knockText: '自己紹介（任意）',
  askToJoin: '参加をリクエスト',
  knocking: '承認を待っています',
  knockingHint: '承認されると、すぐに参加できます。',
  roomLocked: 'ルームはロックされています',
  roomUnlocked: 'ルームのロックが解除されました',
  hostControls: 'ホスト用の操作',
  lockRoom: 'ルームをロック',
  lockRoomHint: 'ほかの人の参加にはリクエストが必要になります。',
  muteEveryone: '全員をミュート',
  wantsToJoin: (who, _count) => `${who} が参加を希望しています`,
  waitingToJoin: '承認待ち',
  admit: '承認',
  admitAll: '全員を承認',
  refuse: '拒否',
  showAll: 'すべて表示',
  mutePerson: 'ミュート',
  removePerson: '退出させる',
  removeTitle: name => `${name} さんを通話から退出させますか？`,
  removeHint: 'すぐに退出となり、簡単には再参加できません。',
  leaveTitle: '退出しますか、それとも全員の通話を終了しますか？',
  endForEveryone: '全員の通話を終了',
  mutedByHost: 'ホストがあなたをミュートしました。マイクはもう一度オンにできます。',
  shareStoppedByHost: 'ホストがあなたの画面共有を停止しました。',
};
