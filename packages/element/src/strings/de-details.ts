import type {DetailStrings} from './index.js';

const insecureContext =
  'Kamera und Mikrofon funktionieren nur auf sicheren Seiten. Diese Seite über https oder auf localhost öffnen.';

const noDevices =
  'Dieser Browser gibt Seiten keinen Zugriff auf Kamera und Mikrofon. Teilnehmen und Zuhören ist trotzdem möglich.';

export const strings: DetailStrings = {
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
      'Zwei Browser finden einander nicht von selbst. Jeder hält einen WebSocket zum Broker offen, der ihre Nachrichten weitergibt.',
    'broker-open':
      'Der Broker kennt jetzt meine ID und stellt zu, was an sie gesendet wird. Ton und Video laufen nie über ihn.',
    'broker-failed': 'Ohne Broker sind keine Anrufe möglich. Ein verbundener Anruf läuft ohne ihn weiter.',
    'room-requested':
      'WebRTC lässt offen, wie Menschen einander finden. Hier führt der Broker für jeden Raum eine Mitgliederliste.',
    'members-received':
      'Von je zwei Personen im Raum ruft die später gekommene die andere an. Alle sind mit allen verbunden.',
    'room-refused': 'Der Broker entscheidet, wer hineindarf: je nach Zugangstoken und Zahl der Anwesenden.',
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
      'Hinter einem Router kennt ein Browser seine öffentliche Adresse nicht. STUN nennt sie ihm, TURN leiht ihm eine von seinen.',
    address:
      'Der STUN-Server antwortet mit der Adresse, von der meine Pakete kamen: ein „server-reflexive“-Kandidat.',
    relay:
      'Der TURN-Server hat eine Adresse für mich reserviert und leitet weiter, was dort ankommt: Das geht auch, wenn kein direkter Weg funktioniert.',
    'no-stun': 'Die Anfrage wurde mehrmals gesendet und blieb ohne Antwort. Oft blockiert eine Firewall UDP.',
    'no-relay':
      'Der TURN-Server war nicht erreichbar oder hat die Zugangsdaten abgelehnt. Hinter strengen Firewalls wird er gebraucht.',
    'no-candidates':
      'Es gibt keine Adresse, die die Gegenseite ausprobieren könnte. Bei „nur Relay“ muss jeder Kandidat von TURN kommen.',
    candidates:
      'Jede Adresse wird gesendet, sobald sie gefunden ist (Trickle ICE), damit niemand auf die langsamste wartet.',
    ringing:
      'Auf der Gegenseite ist der Anruf angekommen, und es klingelt. Diese Nachricht gehört nicht zu WebRTC, das kein Klingeln kennt.',
    accepted: 'Jemand hat angenommen. Ab jetzt darf die Gegenseite Kamera und Mikrofon senden.',
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
      'Es kommen wieder Pakete an. Der Empfänger bittet um ein Schlüsselbild, weil dem Decoder einige Pakete fehlen.',
    'hang-up':
      'Eine Seite verabschiedet sich, über den Datenkanal und den Broker; beide schließen ihre Verbindung.',
    failed: 'Die Verbindung kam nicht zustande oder nicht rechtzeitig wieder, und wurde geschlossen.',
  },
  errors: {
    'insecure-context': insecureContext,
    'not-supported': 'Dieser Browser kann das nicht.',
    'invalid-id': 'Das ist keine Adresse, die sich anrufen lässt.',
    'invalid-room':
      'Der Name dieses Raums ist zu lang oder enthält Zeichen, die in einem Raumnamen nicht erlaubt sind.',
    'invalid-option':
      'Der Anruf auf dieser Seite ist falsch eingerichtet: Eine seiner Optionen ist nicht gültig.',
    'id-taken': 'Diese Adresse wird schon genutzt, vielleicht in einem anderen Tab dieses Browsers.',
    'id-forbidden': 'Die Berechtigung für diesen Anrufserver gilt für eine andere Adresse.',
    'origin-forbidden':
      'Dieser Anrufserver nimmt von dieser Website keine Anrufe an. Wer ihn betreibt, muss {detail} erlauben (Option „origins“).',
    'broker-refused': 'Der Anrufserver hat das abgelehnt: {detail}',
    unauthorized: 'Für diesen Anrufserver ist eine Berechtigung erforderlich.',
    'rooms-unsupported': 'Dieser Anrufserver bietet keine Räume an.',
    'room-full': 'Der Raum ist voll. Erneut versuchen, wenn jemand gegangen ist.',
    'bad-host-key': 'Dieser Host-Link ist unvollständig. Den ganzen Link kopieren.',
    'wrong-host-key': 'Dieser Host-Link gehört zu einem anderen Raum.',
    'not-in-room': 'Hier besteht keine Verbindung zu diesem Raum.',
    'not-a-host': 'Das ist nur als Host möglich.',
    'host-not-allowed': 'Das ist nur als Host dieses Raums möglich, und nicht bei anderen Hosts.',
    'no-such-member': 'Diese Person ist nicht mehr da.',
    'too-many-knocks': 'Gerade möchten zu viele Personen teilnehmen. Später erneut versuchen.',
    'room-forbidden':
      'Für diesen Raum fehlt die Berechtigung. Die Person fragen, von der die Einladung kommt.',
    'invalid-emoji': 'Möglich ist genau ein Emoji.',
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
        'Der Browser hat um Zugriff auf die Kamera gebeten und keine Antwort bekommen. Erneut versuchen und „Zulassen“ wählen.',
      microphone:
        'Der Browser hat um Zugriff auf das Mikrofon gebeten und keine Antwort bekommen. Erneut versuchen und „Zulassen“ wählen.',
      both: 'Der Browser hat um Zugriff auf Kamera und Mikrofon gebeten und keine Antwort bekommen. Erneut versuchen und „Zulassen“ wählen.',
    },
    'policy-forbidden': {
      camera: 'Diese Seite darf die Kamera nicht nutzen. Wer sie betreibt, muss {detail} setzen.',
      microphone: 'Diese Seite darf das Mikrofon nicht nutzen. Wer sie betreibt, muss {detail} setzen.',
      both: 'Diese Seite darf Kamera und Mikrofon nicht nutzen. Wer sie betreibt, muss {detail} setzen.',
    },
    'device-not-found': {
      camera: 'Keine Kamera gefunden. Teilnehmen ist auch ohne möglich.',
      microphone: 'Kein Mikrofon gefunden: Die anderen werden nichts hören. Teilnehmen ist trotzdem möglich.',
      both: 'Weder Kamera noch Mikrofon gefunden. Teilnehmen, Zusehen und Zuhören ist trotzdem möglich.',
    },
    'device-in-use': {
      camera:
        'Eine andere Anwendung nutzt die Kamera. Die Anwendung schließen, dann die Kamera hier einschalten.',
      microphone:
        'Eine andere Anwendung nutzt das Mikrofon. Die Anwendung schließen, dann das Mikrofon hier einschalten.',
      both: 'Eine andere Anwendung nutzt Kamera und Mikrofon. Die Anwendung schließen, dann beide hier einschalten.',
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
      'Auf das Symbol links neben der Adresse der Seite tippen, dann auf „Berechtigungen“. Erlauben, was blockiert ist, dann erneut versuchen.',
  },
  systemSteps: {
    mac: 'Systemeinstellungen › Datenschutz & Sicherheit › Kamera sowie Mikrofon öffnen und diesen Browser dort einschalten. Er muss vielleicht neu gestartet werden.',
    windows:
      'Einstellungen › Datenschutz und Sicherheit › Kamera sowie Mikrofon öffnen und Apps und Desktop-Apps den Zugriff erlauben. Dann erneut versuchen.',
    other: 'Den Zugriff in den Datenschutzeinstellungen des Systems erlauben, dann erneut versuchen.',
  },
  knockRequired: 'Jemand im Anruf muss erst den Einlass gewähren.',
  knockText: 'Wer fragt? (optional)',
  askToJoin: 'Um Einlass bitten',
  knocking: 'Warten auf Einlass',
  knockingHint: 'Der Anruf beginnt, sobald jemand den Einlass gewährt.',
  roomLocked: 'Der Raum ist abgeschlossen',
  roomUnlocked: 'Der Raum ist nicht mehr abgeschlossen',
  hostControls: 'Host-Funktionen',
  lockRoom: 'Raum abschließen',
  lockRoomHint: 'Andere müssen dann um Einlass bitten.',
  muteEveryone: 'Alle stummschalten',
  wantsToJoin: (who, count) => (count === 1 ? `${who} möchte teilnehmen` : `${who} möchten teilnehmen`),
  waitingToJoin: 'Warten auf Einlass',
  admit: 'Einlassen',
  admitAll: 'Alle einlassen',
  refuse: 'Ablehnen',
  showAll: 'Alle anzeigen',
  mutePerson: 'Stummschalten',
  removePerson: 'Entfernen',
  removeTitle: name => `${name} aus dem Anruf entfernen?`,
  removeHint: 'Die Person verlässt den Anruf sofort und kann nicht ohne Weiteres zurückkommen.',
  leaveTitle: 'Anruf verlassen oder für alle beenden?',
  endForEveryone: 'Für alle beenden',
  mutedByHost: 'Das eigene Mikrofon wurde von einem Host stummgeschaltet. Es lässt sich wieder einschalten.',
  shareStoppedByHost: 'Der eigene Bildschirm wird nicht mehr geteilt: Ein Host hat das beendet.',
};
