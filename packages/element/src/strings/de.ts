import type {Strings} from './index.js';
import {pluralsOf} from './plural.js';

const plural = pluralsOf('de');

const insecureContext =
  'Kamera und Mikrofon funktionieren nur auf sicheren Seiten. Diese Seite über https oder auf localhost öffnen.';
const noDevices =
  'Dieser Browser gibt Seiten weder Kamera noch Mikrofon. Teilnehmen und zuhören geht trotzdem.';

/** German: neither “du” nor “Sie”. Names stand where they need no case; the word for a meeting is “Anruf”. */
export const strings: Strings = {
  tag: 'de',
  me: 'Ich',
  guest: 'Gast',
  someone: 'Jemand',
  tryAgain: 'Erneut versuchen',
  calling: name => `${name} wird angerufen …`,
  isCalling: name => `${name} ruft an`,
  theySeeYou: name => `Sichtbar für ${name}`,
  waitingTitle: 'Sonst ist niemand hier',
  linkCopied: 'Link kopiert',

  connecting: 'Verbindung wird hergestellt …',
  reconnecting: 'Verbindung wird wiederhergestellt …',

  endTitles: {
    left: 'Anruf verlassen',
    'hung-up': 'Anruf beendet',
    'peer-hung-up': 'Die andere Person hat aufgelegt',
    declined: 'Der Anruf wurde abgelehnt',
    busy: 'Die Leitung ist besetzt',
    'no-answer': 'Niemand hat abgenommen',
    cancelled: 'Der Anruf wurde abgebrochen',
    'peer-unavailable': 'Im Moment nicht erreichbar',
    'connection-failed': 'Keine Verbindung möglich',
    'connection-lost': 'Die Verbindung ist abgebrochen',
  },
  endTitlesRung: {
    declined: 'Anruf abgelehnt',
    'no-answer': 'Verpasster Anruf',
    cancelled: 'Verpasster Anruf',
  },
  failureTitles: {
    'room-full': 'Der Raum ist voll',
    'room-forbidden': 'Kein Zutritt zu diesem Raum',
    unauthorized: 'Berechtigung erforderlich',
    'id-forbidden': 'Berechtigung erforderlich',
    'origin-forbidden': 'Diese Website kann den Anrufserver nicht nutzen',
  },
  missedCall: name => `${name} hat versucht anzurufen`,

  callRegion: 'Videoanruf',

  yourName: 'Name',
  namePlaceholder: 'Für alle im Anruf sichtbar',
  joining: 'Anruf wird betreten …',
  preview: 'Vorschau des eigenen Videos',
  previewStarting: 'Kamera wird gestartet …',
  previewCameraOff: 'Die Kamera ist aus',
  previewNoCamera: 'Keine Kamera',
  previewInterrupted: 'Die Kamera ist angehalten',

  reachableTitle: 'Bereit für Anrufe',
  unreachableTitle: 'Nicht für Anrufe erreichbar',
  reachableAs: id => `Für andere erreichbar als „${id}“.`,
  notReachable: 'Wird für Anrufe vorbereitet …',
  idleTitle: 'Noch kein Anruf',

  waitingHint: 'Mit diesem Link können andere dazukommen.',
  inviteLink: 'Link zu diesem Anruf',
  copyLink: 'Link kopieren',
  muted: 'Mikrofon aus',
  interrupted: {
    camera: 'Das System oder der Browser hat die Kamera angehalten.',
    microphone:
      'Das System oder der Browser hat das Mikrofon stummgeschaltet: Die anderen können nichts hören.',
    both: 'Das System oder der Browser hat Kamera und Mikrofon angehalten.',
  },
  qualities: {
    good: 'Gute Verbindung',
    fair: 'Mittlere Verbindung',
    poor: 'Schlechte Verbindung',
    lost: 'Keine Verbindung',
  },
  videoPaused: 'Schwache Verbindung: nur Ton',
  screenOf: name => `Bildschirm von ${name}`,
  sharingScreen: 'Der eigene Bildschirm wird geteilt',
  participants: count => plural(count, {one: '1 Person im Anruf', other: `${count} Personen im Anruf`}),
  selfMove: 'Eigenes Video in eine andere Ecke bewegen: auch mit den Pfeiltasten oder durch Ziehen',
  selfHide: 'Eigenes Video ausblenden',
  selfShow: 'Eigenes Video einblenden',
  turnSoundOn: 'Ton einschalten',
  dropFiles: 'Dateien zum Senden hier ablegen',

  controls: 'Anrufsteuerung',
  microphoneOn: 'Mikrofon einschalten',
  microphoneOff: 'Mikrofon ausschalten',
  microphoneNone: 'Kein Mikrofon',
  microphoneInterrupted: 'Von System oder Browser stummgeschaltet',
  cameraOn: 'Kamera einschalten',
  cameraOff: 'Kamera ausschalten',
  cameraNone: 'Keine Kamera',
  cameraInterrupted: 'Von System oder Browser angehalten',
  screenshareStart: 'Bildschirm teilen',
  screenshareStop: 'Teilen beenden',
  fullscreenStart: 'Vollbild',
  fullscreenStop: 'Vollbild beenden',
  chat: 'Chat',
  chatUnread: count => `Chat, ${count} ungelesen`,
  people: 'Personen',
  settings: 'Einstellungen',
  flow: 'Verbindungsdetails',
  leave: 'Anruf verlassen',
  hangUp: 'Auflegen',
  close: 'Schließen',

  camera: 'Kamera',
  microphone: 'Mikrofon',
  rejoin: 'Wieder teilnehmen',
  callAgain: 'Erneut anrufen',
  callBack: 'Zurückrufen',

  lobbyTitle: 'Am Anruf teilnehmen',
  join: 'Jetzt teilnehmen',
  inTheCall: (who, count) => plural(count, {one: `${who} ist im Anruf`, other: `${who} sind im Anruf`}),
  aboutToJoin: (who, count) =>
    plural(count, {one: `${who} kommt gleich dazu`, other: `${who} kommen gleich dazu`}),
  unnamed: count => plural(count, {one: '1 Person', other: `${count} Personen`}),
  others: count => plural(count, {one: '1 weitere Person', other: `${count} weitere Personen`}),

  chooseMicrophone: 'Mikrofon und Lautsprecher auswählen',
  chooseCamera: 'Kamera auswählen',

  startTitle: name => `${name} anrufen`,
  callButton: 'Anrufen',
  callingHint: 'Klingelt bis zu 30 Sekunden.',
  ringingHint: 'Es klingelt …',
  nameUnverified: 'Dieser Name ist nicht bestätigt.',
  showVideo: 'Video anzeigen',
  accept: 'Annehmen',
  video: 'Video',
  acceptVideo: 'Mit Video annehmen',
  audio: 'Ton',
  acceptAudio: 'Nur mit Ton annehmen',
  decline: 'Ablehnen',
  message: 'Nachricht',
  declineMessage: 'Mit einer Nachricht ablehnen',
  cancel: 'Abbrechen',

  endHints: {
    busy: 'Dort läuft gerade ein anderer Anruf. Später erneut versuchen.',
    'no-answer': 'Vielleicht ist gerade niemand am Gerät.',
    'peer-unavailable': 'Diese Person ist nicht online. Später erneut versuchen.',
    'connection-failed': 'Eines der beiden Netzwerke lässt den Anruf nicht durch.',
    'connection-lost': 'Das Netzwerk prüfen, dann erneut versuchen.',
  },

  declineLines: [
    'Ich rufe zurück.',
    'Ich kann gerade nicht sprechen.',
    'Ich bin in einer Besprechung.',
    'Bitte lieber eine Nachricht schreiben.',
  ],
  ownDeclineLine: 'Eigene Nachricht',
  sendAndDecline: 'Senden und ablehnen',

  localOnly: 'Dieser Link funktioniert nur auf diesem Computer. Für andere den Server mit --lan starten.',
  lanQrCode: 'QR-Code mit dem Link zu diesem Anruf',
  lanHint:
    'Mit einem Handy im selben Netzwerk scannen. Es warnt einmal, dass es diesen Computer nicht kennt.',

  missedCalls: 'Verpasste Anrufe',
  clearMissed: 'Leeren',
  severalCalls: (name, count) => `${name} (${count})`,
  callBackTo: name => `${name} zurückrufen`,

  chatEmpty:
    'Noch keine Nachrichten. Nachrichten gehen direkt an die Personen im Anruf und sind nach dem Verlassen weg.',
  chatAlone: 'Noch ist sonst niemand hier. Senden geht, sobald jemand dazukommt.',
  chatPlaceholder: 'Nachricht schreiben',
  chatPlaceholderTo: name => `Nur an ${name} schreiben`,
  chatTo: 'An',
  everyone: 'Alle',
  chatToGone: name => `${name} ist nicht mehr im Anruf. Auswählen, wer die Nachricht bekommt.`,
  onlyTo: name => `Nur an ${name}`,
  onlyToYou: 'Nur an mich',
  emoji: 'Emoji',
  send: 'Senden',
  sendFiles: 'Dateien senden',
  download: 'Herunterladen',
  saveFile: 'Speichern',
  sendAgain: 'Erneut senden',
  progress: 'Fortschritt',
  fileReceiving: {
    offered: 'Noch nicht heruntergeladen',
    active: 'Wird heruntergeladen …',
    done: 'Heruntergeladen',
    cancelled: 'Abgebrochen',
    declined: 'Abgelehnt',
    failed: 'Nicht angekommen. Bitte noch einmal senden lassen.',
  },
  fileSending: {
    offered: name => `Angeboten: ${name}`,
    active: name => `Wird an ${name} gesendet …`,
    done: name => `Bei ${name} angekommen`,
    cancelled: () => 'Abgebrochen',
    declined: name => `Abgelehnt: ${name}`,
    failed: name => `Nicht gesendet: ${name}`,
  },
  receivedBy: (count, all) => `Bei ${count} von ${all} Personen angekommen`,
  latestMessages: 'Neueste Nachrichten',

  inLobby: 'Kommt gleich dazu',
  handRaised: 'Hand gehoben',
  cameraIsOff: 'Kamera aus',
  speaking: 'Spricht',
  sharesScreen: 'Teilt den Bildschirm',
  volumeOf: name => `Lautstärke von ${name}`,
  volume: 'Lautstärke',
  pinPerson: 'Anpinnen',
  messagePerson: 'Nachricht',
  noChat: 'Nur Ton und Video',
  inviteTitle: 'Personen einladen',
  showQrCode: 'QR-Code für ein Handy',
  qrCode: 'QR-Code mit dem Link zu diesem Anruf',

  speaker: 'Lautsprecher',
  systemDefault: 'Systemstandard',
  noDevice: 'Nichts gefunden',
  testSpeaker: 'Testton abspielen',
  mirrorVideo: 'Eigenes Video spiegeln',
  mirrorHint: 'Andere sehen es nie gespiegelt.',
  microphoneIsOff: 'Das Mikrofon ist aus.',
  noiseSuppression: 'Hintergrundgeräusche unterdrücken',
  echoCancellation: 'Echo unterdrücken',
  saveData: 'Weniger Daten verbrauchen',
  saveDataHint: 'Kleineres Video in beide Richtungen.',
  ringTones: 'Klingeltöne',
  language: 'Sprache',
  pageLanguage: 'Wie die Seite',

  flowSteps: {
    'broker-connecting': 'Öffnet einen WebSocket',
    'broker-open': 'Mit dem Broker verbunden',
    'broker-failed': 'Keine Verbindung zum Broker',
    'room-requested': 'Bittet um Zutritt zum Raum',
    'members-received': 'Wer im Raum ist',
    'room-refused': 'Kein Zutritt zum Raum',
    'media-captured': 'Öffnet Geräte',
    'connection-created': 'Erstellt eine Peer-Verbindung',
    'offer-created': 'Erstellt ein Angebot',
    offer: 'Angebot',
    'answer-created': 'Erstellt eine Antwort',
    answer: 'Antwort',
    'remote-description-set': 'Übernimmt die Beschreibung der Gegenseite',
    'servers-asked': 'Fragt nach Adressen',
    address: 'Öffentliche Adresse',
    relay: 'Relay reserviert',
    'no-stun': 'Keine Antwort von STUN',
    'no-relay': 'Kein Relay von TURN',
    'no-candidates': 'Keine Kandidaten gefunden',
    candidates: 'Kandidaten',
    ringing: 'Klingelt',
    accepted: 'Angenommen',
    checking: 'Prüft die Wege',
    'path-found': 'Weg gefunden',
    'ice-failed': 'Kein Weg funktioniert',
    encrypted: 'Verschlüsselt',
    'dtls-failed': 'Verschlüsselung gescheitert',
    'channel-open': 'Datenkanal offen',
    'first-frame': 'Erstes Videobild',
    stalled: 'Es kommt nichts an',
    'ice-restart': 'Startet ICE neu',
    recovered: 'Wieder da',
    'hang-up': 'Anruf beendet',
    failed: 'Anruf gescheitert',
  },
  flowWords: {
    microphone: 'Mikrofon',
    camera: 'Kamera',
    'relay-only': 'nur Relay',
    none: 'keine Server',
    stun: 'STUN',
    turn: 'TURN',
    udp: 'UDP',
    tcp: 'TCP',
    tls: 'TLS',
  },
  flowFixes: {
    'no-stun':
      'Der STUN-Server hat nicht geantwortet. Die Broker-Option stun prüfen, und ob UDP erlaubt ist.',
    'no-relay':
      'Der TURN-Server hat kein Relay bereitgestellt. Mit rtc-broker check testen und die Broker-Optionen turn.urls und turn.secret prüfen.',
  },
  flowEmpty: 'Noch ist nichts passiert. Hier erscheint jeder Schritt des Verbindungsaufbaus.',
  flowEarlier: 'früher',
  flowPeer: 'Gegenseite',
  flowBroker: 'Broker',
  flowServers: 'STUN/TURN',
  flowRoute: (from, to, via) => (via ? `von ${from} an ${to}, über ${via}` : `von ${from} an ${to}`),
  flowPending: 'läuft',
  flowExplain: 'Jeden Schritt erklären',
  flowCopy: 'Bericht kopieren',
  flowCopied: 'Kopiert',
  flowWithNames: 'Mit Namen',
  pathDirect: 'Direkt',
  pathRelay: 'Über ein Relay',
  pathNone: 'Noch kein Weg',
  roundTrip: 'Umlaufzeit',
  packetLoss: 'Verlust',
  receiving: 'Empfangen',
  sending: 'Senden',
  videoIn: 'Video empfangen',
  videoOut: 'Video gesendet',
  audioIn: 'Ton empfangen',
  framesPerSecond: count => `${count} Bilder/s`,
  limitedBy: {
    cpu: 'begrenzt durch den Prozessor dieses Geräts',
    bandwidth: 'begrenzt durch das Netzwerk',
    other: 'begrenzt',
  },

  flowGuide: {
    'broker-connecting':
      'Zwei Browser finden sich nicht allein. Jeder hält einen WebSocket zum Broker offen, der ihre Nachrichten weitergibt.',
    'broker-open':
      'Der Broker kennt jetzt meine ID und stellt zu, was an sie gesendet wird. Ton und Video laufen nie über ihn.',
    'broker-failed': 'Ohne Broker sind keine Anrufe möglich. Ein verbundener Anruf läuft ohne ihn weiter.',
    'room-requested':
      'WebRTC lässt offen, wie Menschen einander finden. Hier führt der Broker für jeden Raum eine Mitgliederliste.',
    'members-received':
      'Von je zwei Personen im Raum ruft die an, die später kam. Alle sind mit allen verbunden.',
    'room-refused':
      'Der Broker entscheidet, wer hineindarf: nach dem Zugangstoken und danach, wie viele schon da sind.',
    'media-captured':
      'Der Browser bittet um Erlaubnis und öffnet Kamera und Mikrofon: getUserMedia() liefert ihre Spuren.',
    'connection-created':
      'Eine RTCPeerConnection ist ein Ende des Anrufs. Sie erfährt, welche STUN- und TURN-Server sie nutzen darf.',
    'offer-created':
      'Der Browser schreibt als SDP auf, was er senden und empfangen kann: Codecs, Schlüssel und Medienabschnitte. Das ist meine lokale Beschreibung.',
    offer: 'Das Angebot geht über den Broker. Bis zur Antwort weiß keine Seite, was die andere kann.',
    'answer-created':
      'Aus dem Angebot wählt der Browser, was er auch kann, und schreibt es in seine Antwort.',
    answer: 'Die Antwort sagt, welche Teile des Angebots genutzt werden. Damit sind sich beide Seiten einig.',
    'remote-description-set':
      'Was die Gegenseite gesendet hat, gilt nun als ihre Beschreibung. Ab hier lassen sich Kandidaten hinzufügen.',
    'servers-asked':
      'Hinter einem Router kennt ein Browser seine öffentliche Adresse nicht. STUN nennt sie ihm, TURN leiht ihm eine eigene.',
    address:
      'Der STUN-Server antwortet mit der Adresse, von der meine Pakete kamen: ein „server-reflexive“-Kandidat.',
    relay:
      'Der TURN-Server hat eine Adresse für mich reserviert und leitet weiter, was dort ankommt: Das geht auch, wenn kein direkter Weg funktioniert.',
    'no-stun': 'Die Anfrage wurde mehrmals gesendet und blieb ohne Antwort. Oft blockiert eine Firewall UDP.',
    'no-relay':
      'Der TURN-Server war nicht erreichbar oder hat die Zugangsdaten abgelehnt. Hinter strengen Firewalls wird er gebraucht.',
    'no-candidates':
      'Es gibt keine Adresse, die die Gegenseite versuchen könnte. Bei „nur Relay“ muss jeder Kandidat von TURN kommen.',
    candidates:
      'Jede Adresse wird gesendet, sobald sie gefunden ist (Trickle ICE), damit niemand auf die langsamste wartet.',
    ringing:
      'Die Seite der Gegenseite hat den Anruf erhalten und klingelt. Diese Nachricht ist unsere eigene; WebRTC kennt kein Klingeln.',
    accepted: 'Jemand hat angenommen. Ab jetzt dürfen dort Kamera und Mikrofon gesendet werden.',
    checking:
      'Beide Seiten senden STUN-Anfragen von jedem eigenen Kandidaten an jeden der anderen Seite, um zu sehen, welche Paare funktionieren.',
    'path-found':
      'Ein funktionierendes Paar wurde ausgewählt; alle Pakete nehmen diesen Weg. Direkt geht vor Relay.',
    'ice-failed':
      'Kein Kandidatenpaar bekam eine Antwort. Ein Relay würde fast alle Netzwerke miteinander verbinden.',
    encrypted:
      'Ein DTLS-Handshake auf diesem Weg ergibt die Schlüssel für SRTP. Die Fingerabdrücke kamen mit Angebot und Antwort; kein Server hat die Schlüssel.',
    'dtls-failed':
      'Der Weg funktioniert, aber die Seiten konnten sich nicht auf Schlüssel einigen: Es wird nichts gesendet.',
    'channel-open':
      'Über denselben verschlüsselten Weg läuft ein Datenkanal: für den Zustand von Mikrofon und Kamera, Chat und weitere Angebote ohne den Broker.',
    'first-frame':
      'Das erste Bild ist zu sehen. RTCP meldet nun Verluste und bittet bei Bedarf um Schlüsselbilder.',
    stalled:
      'Seit über einer Sekunde kommt nichts an. Das letzte Bild bleibt stehen, während ein anderer Weg gesucht wird.',
    'ice-restart':
      'Alle Adressen werden mit neuen Zugangsdaten noch einmal gesammelt und geprüft; so lange wird der alte Weg weiter genutzt.',
    recovered:
      'Es kommen wieder Pakete an. Der Empfänger bittet um ein Schlüsselbild, weil dem Decoder einige fehlen.',
    'hang-up':
      'Eine Seite verabschiedet sich, über den Datenkanal und den Broker; beide schließen ihre Verbindung.',
    failed: 'Die Verbindung kam nicht zustande oder nicht rechtzeitig zurück und wurde geschlossen.',
  },

  pagePrevious: (page, pages) => `Vorige Seite, jetzt ${page} von ${pages}`,
  pageNext: (page, pages) => `Nächste Seite, jetzt ${page} von ${pages}`,
  pin: name => `${name} anpinnen`,
  zoomIn: 'Vergrößern',
  zoomOut: 'Verkleinern',
  zoomFit: 'Einpassen',
  zoomActual: 'Originalgröße',
  screenFullscreen: 'Bildschirm im Vollbild',

  more: 'Weitere Optionen',
  reactions: 'Reaktionen',
  handRaise: 'Hand heben',
  handLower: 'Hand senken',
  speakingWhileMuted: 'Das Mikrofon ist aus: Gesprochenes ist nicht zu hören.',

  joined: (names, count) =>
    plural(count, {one: `${names} ist jetzt im Anruf`, other: `${names} sind jetzt im Anruf`}),
  left: (names, count) =>
    plural(count, {one: `${names} hat den Anruf verlassen`, other: `${names} haben den Anruf verlassen`}),
  newMessages: (names, count) =>
    plural(count, {one: `Neue Nachricht von ${names}`, other: `${count} neue Nachrichten: ${names}`}),
  newFile: name => `Angebotene Datei: ${name}`,
  raisedHands: (names, count) =>
    plural(count, {one: `${names} hebt die Hand`, other: `${names} heben die Hand`}),
  reacted: (names, emoji) => `Reaktion ${emoji}: ${names}`,
  connectionsLost: names => `Verbindung unterbrochen: ${names}`,
  connected: 'Verbunden',

  gridView: 'Rasteransicht',
  speakerView: 'Sprecheransicht',
  pictureInPicture: 'Bild im Bild',
  pictureInPictureStop: 'Bild im Bild beenden',
  pictureInPictureAuto: 'Beim Tabwechsel in ein eigenes Fenster',
  shortcuts: 'Tastenkürzel',
  shortcutsHint: 'Sie wirken, solange der Fokus im Anruf ist, aber nicht in einem Textfeld.',
  keySpace: 'Leertaste',
  keyEscape: 'Esc',
  shortcutTalk: 'Bei ausgeschaltetem Mikrofon zum Sprechen halten',
  shortcutClose: 'Offenes schließen',

  inPictureInPicture: 'Der Anruf ist in einem eigenen Fenster.',
  pictureInPictureBack: 'Zurückholen',

  errors: {
    'broker-unreachable': 'Der Anrufserver antwortet nicht. Es wird weiter versucht …',
    'code-not-loaded':
      'Ein Teil dieses Anrufs konnte nicht geladen werden. Das Netzwerk prüfen, dann erneut versuchen.',
    'private-broker-unreachable':
      'Der Anrufserver antwortet nicht. Er ist in einem lokalen Netzwerk: Wenn der Browser fragt, oder in der Adressleiste, dieser Website den Zugriff auf das lokale Netzwerk erlauben. Es wird weiter versucht …',
    'insecure-context': insecureContext,
    'not-supported': 'Dieser Browser kann das nicht.',
    'invalid-id': 'Das ist keine Adresse, die sich anrufen lässt.',
    'invalid-room':
      'Der Name dieses Raums ist zu lang oder hat Zeichen, die in einem Raumnamen nicht möglich sind.',
    'invalid-option':
      'Der Anruf auf dieser Seite ist falsch eingerichtet: Eine seiner Optionen ist nicht gültig.',
    'id-taken': 'Diese Adresse wird schon genutzt, vielleicht in einem anderen Tab dieses Browsers.',
    'id-forbidden': 'Die Berechtigung für diesen Anrufserver gilt für eine andere Adresse.',
    'origin-forbidden':
      'Dieser Anrufserver nimmt von dieser Website keine Anrufe an. Wer ihn betreibt, muss {detail} erlauben (Option „origins“).',
    'broker-refused': 'Der Anrufserver hat das abgelehnt: {detail}',
    unauthorized: 'Für diesen Anrufserver ist eine Berechtigung erforderlich.',
    'rooms-unsupported': 'Dieser Anrufserver bietet keine Räume.',
    'room-full': 'Der Raum ist voll. Erneut versuchen, wenn jemand gegangen ist.',
    'room-forbidden':
      'Für diesen Raum fehlt die Berechtigung. Die Person fragen, von der die Einladung kommt.',
    'invalid-emoji': 'Das ist nicht genau ein Emoji.',
    'picture-in-picture-refused': 'Der Browser zeigt diesen Anruf gerade nicht in einem eigenen Fenster.',
    'not-connected': 'Noch ist sonst niemand hier. Erneut senden, wenn jemand dazugekommen ist.',
    'policy-forbidden': 'Diese Seite darf das nicht. Wer sie betreibt, muss {detail} setzen.',
    'connection-failed': 'Eines der beiden Netzwerke lässt den Anruf nicht durch.',
    'bad-message':
      'Die Gegenseite hat etwas gesendet, das sich nicht lesen lässt. Vielleicht sind die Versionen verschieden.',
  },
  deviceErrors: {
    'insecure-context': {camera: insecureContext, microphone: insecureContext, both: insecureContext},
    'not-supported': {camera: noDevices, microphone: noDevices, both: noDevices},
    'permission-denied': {
      camera: 'Die Kamera ist für diese Website blockiert.',
      microphone: 'Das Mikrofon ist für diese Website blockiert: Die anderen werden nichts hören.',
      both: 'Kamera und Mikrofon sind für diese Website blockiert.',
    },
    'permission-denied-by-system': {
      camera: 'Das System lässt diesen Browser nicht auf die Kamera zugreifen.',
      microphone: 'Das System lässt diesen Browser nicht auf das Mikrofon zugreifen.',
      both: 'Das System lässt diesen Browser nicht auf Kamera und Mikrofon zugreifen.',
    },
    'permission-dismissed': {
      camera:
        'Der Browser hat nach der Kamera gefragt und keine Antwort bekommen. Erneut versuchen und „Zulassen“ wählen.',
      microphone:
        'Der Browser hat nach dem Mikrofon gefragt und keine Antwort bekommen. Erneut versuchen und „Zulassen“ wählen.',
      both: 'Der Browser hat nach Kamera und Mikrofon gefragt und keine Antwort bekommen. Erneut versuchen und „Zulassen“ wählen.',
    },
    'policy-forbidden': {
      camera: 'Diese Seite darf die Kamera nicht nutzen. Wer sie betreibt, muss {detail} setzen.',
      microphone: 'Diese Seite darf das Mikrofon nicht nutzen. Wer sie betreibt, muss {detail} setzen.',
      both: 'Diese Seite darf Kamera und Mikrofon nicht nutzen. Wer sie betreibt, muss {detail} setzen.',
    },
    'device-not-found': {
      camera: 'Keine Kamera gefunden. Teilnehmen geht auch ohne.',
      microphone: 'Kein Mikrofon gefunden: Die anderen werden nichts hören. Teilnehmen geht trotzdem.',
      both: 'Weder Kamera noch Mikrofon gefunden. Teilnehmen, zusehen und zuhören geht trotzdem.',
    },
    'device-in-use': {
      camera: 'Eine andere Anwendung nutzt die Kamera. Diese schließen, dann die Kamera hier einschalten.',
      microphone:
        'Eine andere Anwendung nutzt das Mikrofon. Diese schließen, dann das Mikrofon hier einschalten.',
      both: 'Eine andere Anwendung nutzt Kamera und Mikrofon. Diese schließen, dann beide hier einschalten.',
    },
    'device-failed': {
      camera: 'Die Kamera funktioniert nicht mehr. Eine andere wählen oder ohne Kamera teilnehmen.',
      microphone: 'Das Mikrofon funktioniert nicht mehr. Ein anderes wählen.',
      both: 'Kamera und Mikrofon funktionieren nicht mehr. Andere wählen.',
    },
  },
  permissionSteps: {
    chromium:
      'Auf das Symbol links neben der Adresse der Seite klicken, einschalten, was blockiert ist, dann erneut versuchen.',
    firefox:
      'Auf das durchgestrichene Symbol links neben der Adresse der Seite klicken, „Blockiert“ entfernen, dann erneut versuchen.',
    safari:
      'In der Menüleiste Safari › Einstellungen für diese Website öffnen, „Erlauben“ wählen, dann erneut versuchen.',
    ios: 'Auf die Taste neben der Adresse der Seite tippen, die Website-Einstellungen öffnen, „Erlauben“ wählen, dann erneut versuchen.',
    android:
      'Auf das Symbol links neben der Adresse der Seite tippen, dann auf Berechtigungen, erlauben, was blockiert ist, dann erneut versuchen.',
  },
  systemSteps: {
    mac: 'Systemeinstellungen › Datenschutz & Sicherheit › Kamera sowie Mikrofon öffnen und diesen Browser dort einschalten. Er muss vielleicht neu gestartet werden.',
    windows:
      'Einstellungen › Datenschutz und Sicherheit › Kamera sowie Mikrofon öffnen und Apps und Desktop-Apps den Zugriff erlauben. Dann erneut versuchen.',
    other: 'In den Datenschutzeinstellungen des Systems erlauben, dann erneut versuchen.',
  },
};
