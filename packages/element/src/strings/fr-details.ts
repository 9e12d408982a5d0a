import type {DetailStrings} from './index.js';

const insecureContext =
  'La caméra et le micro ne fonctionnent que sur des pages sécurisées. Ouvrez cette page en https ou sur localhost.';

const noDevices =
  'Ce navigateur ne donne accès ni à la caméra ni au micro. Vous pouvez quand même participer et écouter.';

export const strings: DetailStrings = {
  flowSteps: {
    'broker-connecting': 'Ouvre un WebSocket',
    'broker-open': 'Connexion au broker établie',
    'broker-failed': 'Pas de connexion au broker',
    'room-requested': 'Demande à entrer dans la salle',
    'members-received': 'Qui est dans la salle',
    'room-refused': 'Entrée dans la salle refusée',
    'media-captured': 'Ouvre les appareils',
    'connection-created': 'Crée une connexion entre pairs',
    'offer-created': 'Crée une offre',
    offer: 'Offre',
    'answer-created': 'Crée une réponse',
    answer: 'Réponse',
    'remote-description-set': 'Applique la description distante',
    'servers-asked': 'Demande des adresses',
    address: 'Adresse publique',
    relay: 'Relais réservé',
    'no-stun': 'Pas de réponse de STUN',
    'no-relay': 'Pas de relais de TURN',
    'no-candidates': 'Aucun candidat trouvé',
    candidates: 'Candidats',
    ringing: 'Sonne',
    accepted: 'Accepté',
    checking: 'Vérifie les chemins',
    'path-found': 'Chemin trouvé',
    'ice-failed': 'Aucun chemin ne fonctionne',
    encrypted: 'Chiffré',
    'dtls-failed': 'Échec du chiffrement',
    'channel-open': 'Canal de données ouvert',
    'first-frame': 'Première image vidéo',
    stalled: 'Plus rien n’arrive',
    'ice-restart': 'Redémarre ICE',
    recovered: 'De retour',
    'hang-up': 'Appel terminé',
    failed: 'Échec de l’appel',
  },
  flowWords: {
    microphone: 'micro',
    camera: 'caméra',
    'relay-only': 'relais seulement',
    none: 'aucun serveur',
    stun: 'STUN',
    turn: 'TURN',
    udp: 'UDP',
    tcp: 'TCP',
    tls: 'TLS',
  },
  flowFixes: {
    'no-stun':
      'Le serveur STUN n’a pas répondu. Vérifiez l’option stun du broker, et que le protocole UDP est autorisé.',
    'no-relay':
      'Le serveur TURN n’a pas fourni de relais. Testez-le avec rtc-broker check, et vérifiez les options turn.urls et turn.secret du broker.',
  },
  flowEmpty: 'Rien ne s’est encore passé. Chaque étape de l’établissement de l’appel apparaîtra ici.',
  flowEarlier: 'plus tôt',
  flowPeer: 'L’autre partie',
  flowBroker: 'Broker',
  flowServers: 'STUN/TURN',
  flowRoute: (from, to, via) => (via ? `depuis ${from} vers ${to}, par ${via}` : `depuis ${from} vers ${to}`),
  flowPending: 'en cours',
  flowExplain: 'Expliquer chaque étape',
  flowCopy: 'Copier le rapport',
  flowCopied: 'Copié',
  flowWithNames: 'Avec les noms',
  pathDirect: 'Direct',
  pathRelay: 'Par un relais',
  pathNone: 'Pas encore de chemin',
  roundTrip: 'Aller-retour',
  packetLoss: 'Pertes',
  receiving: 'Réception',
  sending: 'Envoi',
  videoIn: 'Vidéo reçue',
  videoOut: 'Vidéo envoyée',
  audioIn: 'Audio reçu',
  framesPerSecond: count => `${count} images/s`,
  limitedBy: {
    cpu: 'limitée par le processeur de cet appareil',
    bandwidth: 'limitée par le réseau',
    other: 'limitée',
  },

  flowGuide: {
    'broker-connecting':
      'Deux navigateurs ne peuvent pas se trouver par eux-mêmes. Chacun garde un WebSocket vers le broker, qui transmet leurs messages.',
    'broker-open':
      'Le broker connaît maintenant mon identifiant et remet ce qui est envoyé à cet identifiant. L’audio et la vidéo ne passent jamais par lui.',
    'broker-failed': 'Sans le broker, on ne peut appeler personne. Un appel déjà connecté continue sans lui.',
    'room-requested':
      'WebRTC ne dit pas comment les personnes se trouvent entre elles. Ici, le broker tient une liste des membres de chaque salle.',
    'members-received':
      'De deux personnes dans la salle, la dernière arrivée appelle l’autre. Chaque personne est connectée à toutes les autres.',
    'room-refused':
      'Le broker décide qui peut entrer : selon le jeton d’accès et le nombre de personnes présentes.',
    'media-captured':
      'Le navigateur demande l’autorisation et ouvre la caméra et le micro : getUserMedia() renvoie leurs pistes.',
    'connection-created':
      'Une RTCPeerConnection est une extrémité de l’appel. On lui indique les serveurs STUN et TURN qu’elle peut utiliser.',
    'offer-created':
      'Le navigateur note, en SDP, ce qu’il peut envoyer et recevoir : codecs, clés et sections de médias. C’est ma description locale.',
    offer:
      'L’offre passe par le broker. Jusqu’à la réponse, aucune des deux parties ne sait ce que l’autre peut faire.',
    'answer-created':
      'Dans l’offre, le navigateur choisit ce qu’il peut faire aussi, et l’écrit dans sa réponse.',
    answer: 'La réponse dit quelles parties de l’offre sont utilisées. Les deux parties sont alors d’accord.',
    'remote-description-set':
      'Ce que l’autre partie a envoyé est appliqué comme description distante. Dès lors, on peut ajouter des candidats.',
    'servers-asked':
      'Derrière un routeur, un navigateur ne connaît pas sa propre adresse publique. STUN la lui dit ; TURN lui prête une des siennes.',
    address:
      'Le serveur STUN répond avec l’adresse d’où venaient mes paquets : un candidat « server-reflexive ».',
    relay:
      'Le serveur TURN m’a réservé une adresse et transmet ce qui y arrive : cela fonctionne là où aucun chemin direct ne passe.',
    'no-stun': 'La demande a été envoyée plusieurs fois, sans réponse. Souvent, un pare-feu bloque UDP.',
    'no-relay':
      'Le serveur TURN n’a pas été joint ou a refusé les identifiants. Ce serveur est nécessaire derrière un pare-feu strict.',
    'no-candidates':
      'Il n’y a aucune adresse que l’autre partie puisse essayer. Avec « relais seulement », chaque candidat doit venir de TURN.',
    candidates:
      'Chaque adresse est envoyée dès qu’elle est trouvée (trickle ICE), pour que personne n’attende la plus lente.',
    ringing:
      'L’appel est arrivé sur l’autre page, et ça sonne. Ce message vient de cette application ; WebRTC n’a pas de sonnerie.',
    accepted: 'L’appel a été accepté. Désormais, l’autre partie peut envoyer sa caméra et son micro.',
    checking:
      'Les deux parties envoient des requêtes STUN de chacun de leurs candidats à chacun de ceux de l’autre, pour voir quelles paires fonctionnent.',
    'path-found':
      'Une paire qui fonctionne a été choisie ; tous les paquets prennent ce chemin. Un chemin direct est préféré à un relais.',
    'ice-failed':
      'Aucune paire de candidats n’a reçu de réponse. Un relais connecterait presque tous les réseaux entre eux.',
    encrypted:
      'Une négociation DTLS sur ce chemin donne les clés de SRTP. Les empreintes sont venues avec l’offre et la réponse ; aucun serveur n’a les clés.',
    'dtls-failed':
      'Le chemin fonctionne, mais les deux parties n’ont pas pu convenir de clés : rien n’est envoyé.',
    'channel-open':
      'Sur le même chemin chiffré passe un canal de données : état des micros et des caméras, chat, et nouvelles offres sans le broker.',
    'first-frame':
      'La première image est à l’écran. RTCP signale désormais les pertes et demande des images clés au besoin.',
    stalled:
      'Rien n’est arrivé depuis plus d’une seconde. La dernière image reste à l’écran pendant la recherche d’un autre chemin.',
    'ice-restart':
      'Toutes les adresses sont rassemblées et vérifiées de nouveau avec de nouveaux identifiants, pendant que l’ancien chemin sert encore.',
    recovered:
      'Des paquets arrivent de nouveau. Le récepteur demande une image clé, car il manque des paquets au décodeur.',
    'hang-up':
      'Une partie dit au revoir, par le canal de données et par le broker ; les deux ferment leur connexion.',
    failed: 'La connexion n’a pas été établie, ou pas rétablie à temps, et a été fermée.',
  },
  errors: {
    'insecure-context': insecureContext,
    'not-supported': 'Ce navigateur ne peut pas faire cela.',
    'invalid-id': 'Ce n’est pas une adresse que l’on peut appeler.',
    'invalid-room':
      'Le nom de cette salle est trop long, ou contient des caractères qu’un nom de salle ne peut pas avoir.',
    'invalid-option': 'L’appel est mal configuré sur cette page : une de ses options n’est pas valide.',
    'id-taken': 'Cette adresse est déjà utilisée, peut-être par vous dans un autre onglet.',
    'id-forbidden': 'Votre autorisation pour ce serveur d’appels concerne une autre adresse.',
    'origin-forbidden':
      'Ce serveur d’appels n’accepte pas les appels de ce site. Le propriétaire du serveur doit autoriser {detail} (l’option « origins »).',
    'broker-refused': 'Le serveur d’appels a refusé : {detail}',
    unauthorized: 'Il vous faut une autorisation pour utiliser ce serveur d’appels.',
    'rooms-unsupported': 'Ce serveur d’appels ne propose pas de salles.',
    'room-full': 'La salle est pleine. Réessayez quand quelqu’un en sera sorti.',
    'bad-host-key': 'Ce lien pour animer l’appel est incomplet. Copiez le lien entier.',
    'wrong-host-key': 'Ce lien sert à animer une autre salle.',
    'not-in-room': 'Vous n’êtes pas dans cette salle.',
    'not-a-host': 'Seules les personnes qui animent l’appel peuvent faire cela.',
    'host-not-allowed':
      'Seules les personnes qui animent cette salle peuvent faire cela, mais pas l’une envers l’autre.',
    'no-such-member': 'Cette personne n’est plus là.',
    'too-many-knocks': 'Trop de personnes demandent à participer en ce moment. Réessayez plus tard.',
    'room-forbidden':
      'Vous n’avez pas accès à cette salle. Adressez-vous à la personne qui vous a envoyé l’invitation.',
    'invalid-emoji': 'Il faut exactement un emoji.',
    'picture-in-picture-refused':
      'Votre navigateur n’affiche pas cet appel dans une fenêtre séparée pour le moment.',
    'not-connected': 'Il n’y a encore personne d’autre. Envoyez ceci de nouveau quand quelqu’un sera là.',
    'policy-forbidden': 'Cette page n’a pas le droit de faire cela. Son propriétaire doit définir {detail}.',
    'connection-failed': 'Votre réseau ou celui de l’autre personne ne laisse pas passer l’appel.',
    'bad-message':
      'L’autre partie a envoyé quelque chose d’illisible. Vous avez peut-être des versions différentes.',
  },
  deviceErrors: {
    'insecure-context': {camera: insecureContext, microphone: insecureContext, both: insecureContext},
    'not-supported': {camera: noDevices, microphone: noDevices, both: noDevices},
    'permission-denied': {
      camera: 'Votre caméra est bloquée pour ce site.',
      microphone: 'Votre micro est bloqué pour ce site : les autres ne vous entendront pas.',
      both: 'Votre caméra et votre micro sont bloqués pour ce site.',
    },
    'permission-denied-by-system': {
      camera: 'Votre système ne laisse pas ce navigateur utiliser votre caméra.',
      microphone: 'Votre système ne laisse pas ce navigateur utiliser votre micro.',
      both: 'Votre système ne laisse pas ce navigateur utiliser votre caméra et votre micro.',
    },
    'permission-dismissed': {
      camera:
        'Votre navigateur a demandé l’accès à votre caméra et n’a pas reçu de réponse. Réessayez et choisissez « Autoriser ».',
      microphone:
        'Votre navigateur a demandé l’accès à votre micro et n’a pas reçu de réponse. Réessayez et choisissez « Autoriser ».',
      both: 'Votre navigateur a demandé l’accès à votre caméra et à votre micro et n’a pas reçu de réponse. Réessayez et choisissez « Autoriser ».',
    },
    'policy-forbidden': {
      camera: 'Cette page n’a pas le droit d’utiliser votre caméra. Son propriétaire doit définir {detail}.',
      microphone:
        'Cette page n’a pas le droit d’utiliser votre micro. Son propriétaire doit définir {detail}.',
      both: 'Cette page n’a pas le droit d’utiliser votre caméra et votre micro. Son propriétaire doit définir {detail}.',
    },
    'device-not-found': {
      camera: 'Aucune caméra n’a été trouvée. Vous pouvez participer sans.',
      microphone:
        'Aucun micro n’a été trouvé : les autres ne vous entendront pas. Vous pouvez quand même participer.',
      both: 'Ni caméra ni micro n’ont été trouvés. Vous pouvez participer pour regarder et écouter.',
    },
    'device-in-use': {
      camera:
        'Une autre application utilise votre caméra. Fermez cette application, puis activez la caméra ici.',
      microphone:
        'Une autre application utilise votre micro. Fermez cette application, puis activez le micro ici.',
      both: 'Une autre application utilise votre caméra et votre micro. Fermez cette application, puis activez-les ici.',
    },
    'device-failed': {
      camera: 'Votre caméra a cessé de fonctionner. Choisissez-en une autre, ou participez sans.',
      microphone: 'Votre micro a cessé de fonctionner. Choisissez-en un autre.',
      both: 'Votre caméra et votre micro ont cessé de fonctionner. Choisissez-en d’autres.',
    },
  },
  permissionSteps: {
    chromium:
      'Cliquez sur l’icône à gauche de l’adresse de la page, activez ce qui est bloqué, puis réessayez.',
    firefox:
      'Cliquez sur l’icône barrée à gauche de l’adresse de la page, supprimez « Bloqué », puis réessayez.',
    safari:
      'Dans la barre des menus, ouvrez Safari › Réglages pour ce site web, choisissez « Autoriser », puis réessayez.',
    ios: 'Touchez le bouton à côté de l’adresse de la page, ouvrez les réglages du site web, choisissez « Autoriser », puis réessayez.',
    android:
      'Appuyez sur l’icône à gauche de l’adresse de la page, puis sur « Autorisations ». Autorisez ce qui est bloqué, puis réessayez.',
  },
  systemSteps: {
    mac: 'Ouvrez Réglages Système › Confidentialité et sécurité › « Caméra » et « Micro », et activez-y ce navigateur. Il faudra peut-être le redémarrer.',
    windows:
      'Ouvrez Paramètres › Confidentialité et sécurité › « Caméra » et « Microphone », et autorisez l’accès des applications et des applications de bureau. Ensuite, réessayez.',
    other: 'Autorisez-le dans les paramètres de confidentialité de votre système, puis réessayez.',
  },
  knockRequired: 'Quelqu’un dans l’appel doit vous laisser entrer.',
  knockText: 'Qui vous êtes (facultatif)',
  askToJoin: 'Demander à participer',
  knocking: 'En attente d’une réponse',
  knockingHint: 'Vous participerez dès que quelqu’un vous laissera entrer.',
  roomLocked: 'La salle est verrouillée',
  roomUnlocked: 'La salle n’est plus verrouillée',
  hostControls: 'Outils d’animation de l’appel',
  lockRoom: 'Verrouiller la salle',
  lockRoomHint: 'Les autres devront demander à participer.',
  muteEveryone: 'Couper tous les micros',
  wantsToJoin: (who, count) => (count === 1 ? `${who} souhaite participer` : `${who} souhaitent participer`),
  waitingToJoin: 'En attente de participer',
  admit: 'Laisser entrer',
  admitAll: 'Laisser entrer tout le monde',
  refuse: 'Refuser',
  showAll: 'Afficher tout le monde',
  mutePerson: 'Couper le micro',
  removePerson: 'Exclure',
  removeTitle: name => `Exclure ${name} de l’appel ?`,
  removeHint: 'Cette personne sort de l’appel aussitôt, et ne pourra pas revenir aussi facilement.',
  leaveTitle: 'Quitter l’appel, ou y mettre fin pour tout le monde ?',
  endForEveryone: 'Terminer l’appel pour tout le monde',
  mutedByHost: 'Une personne qui anime l’appel a coupé votre micro. Vous pouvez le réactiver.',
  shareStoppedByHost: 'Une personne qui anime l’appel a arrêté votre partage d’écran.',
};
