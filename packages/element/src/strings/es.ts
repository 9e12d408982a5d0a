import type {Strings} from './index.js';
import {pluralsOf} from './plural.js';

const plural = pluralsOf('es');

const insecureContext =
  'La cámara y el micrófono solo funcionan en páginas seguras. Abre esta página con https o en localhost.';
const noDevices =
  'Este navegador no da acceso a la cámara ni al micrófono. Aun así, puedes unirte y escuchar.';

/** Spanish: “tú”, in words that are understood in Spain and in America. Nothing agrees with a person’s gender. */
export const strings: Strings = {
  tag: 'es',
  me: 'Tú',
  guest: 'Sin nombre',
  someone: 'Alguien',
  tryAgain: 'Reintentar',
  calling: name => `Llamando a ${name}…`,
  isCalling: name => `${name} te llama`,
  theySeeYou: name => `${name} te ve`,
  waitingTitle: 'No hay nadie más aquí',
  linkCopied: 'Enlace copiado',

  connecting: 'Conectando…',
  reconnecting: 'Reconectando…',

  endTitles: {
    left: 'Has salido de la llamada',
    'hung-up': 'Has terminado la llamada',
    'peer-hung-up': 'La otra persona ha salido',
    declined: 'Llamada rechazada',
    busy: 'La línea está ocupada',
    'no-answer': 'Nadie ha contestado',
    cancelled: 'Llamada cancelada',
    'peer-unavailable': 'No disponible en este momento',
    'connection-failed': 'No se ha podido conectar',
    'connection-lost': 'Se ha perdido la conexión',
  },
  endTitlesRung: {
    declined: 'Has rechazado la llamada',
    'no-answer': 'Tienes una llamada perdida',
    cancelled: 'Tienes una llamada perdida',
  },
  failureTitles: {
    'room-full': 'La sala está llena',
    'room-forbidden': 'No puedes entrar en esta sala',
    unauthorized: 'Necesitas permiso',
    'id-forbidden': 'Necesitas permiso',
    'origin-forbidden': 'Este sitio no puede usar el servidor de llamadas',
  },
  missedCall: name => `${name} ha intentado llamarte`,

  callRegion: 'Videollamada',

  yourName: 'Tu nombre',
  namePlaceholder: 'Visible para todas las personas de la llamada',
  joining: 'Entrando…',
  preview: 'Vista previa de tu vídeo',
  previewStarting: 'Encendiendo tu cámara…',
  previewCameraOff: 'Tu cámara está desactivada',
  previewNoCamera: 'Sin cámara',
  previewInterrupted: 'Tu cámara está en pausa',

  reachableTitle: 'Todo listo para recibir llamadas',
  unreachableTitle: 'No puedes recibir llamadas',
  reachableAs: id => `Otras personas pueden llamarte como «${id}».`,
  notReachable: 'Preparando la recepción de llamadas…',
  idleTitle: 'Aún no hay ninguna llamada',

  waitingHint: 'Comparte este enlace para invitar a otras personas.',
  inviteLink: 'Enlace a esta llamada',
  copyLink: 'Copiar enlace',
  muted: 'Micrófono desactivado',
  interrupted: {
    camera: 'Tu sistema o tu navegador ha puesto la cámara en pausa.',
    microphone: 'Tu sistema o tu navegador ha silenciado el micrófono: no se te oye.',
    both: 'Tu sistema o tu navegador ha puesto la cámara y el micrófono en pausa.',
  },
  qualities: {
    good: 'Buena conexión',
    fair: 'Conexión regular',
    poor: 'Mala conexión',
    lost: 'Sin conexión',
  },
  videoPaused: 'Conexión débil: solo audio',
  screenOf: name => `Pantalla de ${name}`,
  sharingScreen: 'Estás compartiendo tu pantalla',
  participants: count =>
    plural(count, {one: '1 persona en la llamada', other: `${count} personas en la llamada`}),
  selfMove: 'Mover tu vídeo a otra esquina: también con las teclas de flecha o arrastrándolo',
  selfHide: 'Ocultar tu vídeo',
  selfShow: 'Mostrar tu vídeo',
  turnSoundOn: 'Activar el audio',
  dropFiles: 'Suelta archivos para enviarlos',

  controls: 'Controles de la llamada',
  microphoneOn: 'Activar micrófono',
  microphoneOff: 'Desactivar micrófono',
  microphoneNone: 'Sin micrófono',
  microphoneInterrupted: 'Silenciado por tu sistema o tu navegador',
  cameraOn: 'Activar cámara',
  cameraOff: 'Desactivar cámara',
  cameraNone: 'Sin cámara',
  cameraInterrupted: 'En pausa por tu sistema o tu navegador',
  screenshareStart: 'Compartir tu pantalla',
  screenshareStop: 'Dejar de compartir',
  fullscreenStart: 'Pantalla completa',
  fullscreenStop: 'Salir de pantalla completa',
  chat: 'Chat',
  chatUnread: count => `Chat, ${count} sin leer`,
  people: 'Personas',
  settings: 'Ajustes',
  flow: 'Detalles de la conexión',
  leave: 'Salir de la llamada',
  hangUp: 'Colgar',
  close: 'Cerrar',

  camera: 'Cámara',
  microphone: 'Micrófono',
  rejoin: 'Volver a la llamada',
  callAgain: 'Volver a llamar',
  callBack: 'Devolver la llamada',

  lobbyTitle: 'Unirse a la llamada',
  join: 'Unirse ahora',
  inTheCall: (who, count) =>
    plural(count, {one: `${who} está en la llamada`, other: `${who} están en la llamada`}),
  aboutToJoin: (who, count) =>
    plural(count, {one: `${who} está a punto de unirse`, other: `${who} están a punto de unirse`}),
  unnamed: count => plural(count, {one: '1 persona', other: `${count} personas`}),
  others: count => plural(count, {one: '1 persona más', other: `${count} personas más`}),

  chooseMicrophone: 'Elegir micrófono y altavoz',
  chooseCamera: 'Elegir cámara',

  startTitle: name => `Llamar a ${name}`,
  callButton: 'Llamar',
  callingHint: 'Suena durante un máximo de 30 segundos.',
  ringingHint: 'Está sonando…',
  nameUnverified: 'Este nombre no está verificado.',
  showVideo: 'Mostrar vídeo',
  accept: 'Aceptar',
  video: 'Vídeo',
  acceptVideo: 'Aceptar con vídeo',
  audio: 'Audio',
  acceptAudio: 'Aceptar solo con audio',
  decline: 'Rechazar',
  message: 'Mensaje',
  declineMessage: 'Rechazar con un mensaje',
  cancel: 'Cancelar',

  endHints: {
    busy: 'Hay otra llamada en curso al otro lado. Inténtalo más tarde.',
    'no-answer': 'Puede que ahora no haya nadie junto al dispositivo.',
    'peer-unavailable': 'Esta persona no está en línea. Inténtalo más tarde.',
    'connection-failed': 'Tu red o la de la otra persona no deja pasar la llamada.',
    'connection-lost': 'Comprueba tu red y vuelve a intentarlo.',
  },

  declineLines: [
    'Te llamo luego.',
    'Ahora no puedo hablar.',
    'Estoy en una reunión.',
    'Mejor escríbeme, por favor.',
  ],
  ownDeclineLine: 'Tu propio mensaje',
  sendAndDecline: 'Enviar y rechazar',

  localOnly: 'Este enlace solo funciona en este equipo. Para otras personas, inicia el servidor con --lan.',
  lanQrCode: 'Código QR con el enlace a esta llamada',
  lanHint: 'Escanéalo con un teléfono en la misma red. Avisará una vez de que no conoce este equipo.',

  missedCalls: 'Llamadas perdidas',
  clearMissed: 'Borrar',
  severalCalls: (name, count) => `${name} (${count})`,
  callBackTo: name => `Devolver la llamada a ${name}`,

  chatEmpty:
    'Aún no hay mensajes. Los mensajes se envían directamente a las personas de la llamada y desaparecen cuando sales.',
  chatAlone: 'Aún no hay nadie más. Podrás enviar esto en cuanto alguien se una.',
  chatPlaceholder: 'Escribe un mensaje',
  chatPlaceholderTo: name => `Escribe solo a ${name}`,
  chatTo: 'Para',
  everyone: 'Todo el mundo',
  chatToGone: name => `${name} ya no está en la llamada. Elige quién recibe tu mensaje.`,
  onlyTo: name => `Solo para ${name}`,
  onlyToYou: 'Solo para ti',
  emoji: 'Emoji',
  send: 'Enviar',
  sendFiles: 'Enviar archivos',
  download: 'Descargar',
  saveFile: 'Guardar',
  sendAgain: 'Volver a enviar',
  progress: 'Progreso',
  fileReceiving: {
    offered: 'Aún sin descargar',
    active: 'Descargando…',
    done: 'Descargado',
    cancelled: 'Cancelado',
    declined: 'Rechazado',
    failed: 'No recibido. Pide que te lo envíen de nuevo.',
  },
  fileSending: {
    offered: name => `Ofrecido a ${name}`,
    active: name => `Enviando a ${name}…`,
    done: name => `${name} ya lo tiene`,
    cancelled: () => 'Cancelado',
    declined: name => `${name} lo ha rechazado`,
    failed: name => `No enviado: ${name}`,
  },
  receivedBy: (count, all) => `Recibido por ${count} de ${all} personas`,
  latestMessages: 'Mensajes más recientes',

  inLobby: 'A punto de unirse',
  handRaised: 'Mano levantada',
  cameraIsOff: 'Cámara desactivada',
  speaking: 'Hablando',
  sharesScreen: 'Compartiendo su pantalla',
  volumeOf: name => `Volumen de ${name}`,
  volume: 'Volumen',
  pinPerson: 'Fijar',
  messagePerson: 'Mensaje',
  noChat: 'Solo audio y vídeo',
  inviteTitle: 'Invitar a otras personas',
  showQrCode: 'Código QR para un teléfono',
  qrCode: 'Código QR con el enlace a esta llamada',

  speaker: 'Altavoz',
  systemDefault: 'Predeterminado del sistema',
  noDevice: 'No se ha encontrado ninguno',
  testSpeaker: 'Reproducir un sonido de prueba',
  mirrorVideo: 'Ver mi vídeo en espejo',
  mirrorHint: 'Las demás personas nunca lo ven en espejo.',
  microphoneIsOff: 'Tu micrófono está desactivado.',
  noiseSuppression: 'Suprimir el ruido de fondo',
  echoCancellation: 'Cancelar el eco',
  saveData: 'Usar menos datos',
  saveDataHint: 'Vídeo más pequeño en ambas direcciones.',
  ringTones: 'Tonos de llamada',
  language: 'Idioma',
  pageLanguage: 'El de la página',

  flowSteps: {
    'broker-connecting': 'Abre un WebSocket',
    'broker-open': 'Conexión con el broker',
    'broker-failed': 'Sin conexión con el broker',
    'room-requested': 'Pide entrar en la sala',
    'members-received': 'Quién está en la sala',
    'room-refused': 'Entrada en la sala denegada',
    'media-captured': 'Abre los dispositivos',
    'connection-created': 'Crea una conexión entre pares',
    'offer-created': 'Crea una oferta',
    offer: 'Oferta',
    'answer-created': 'Crea una respuesta',
    answer: 'Respuesta',
    'remote-description-set': 'Aplica la descripción remota',
    'servers-asked': 'Pide direcciones',
    address: 'Dirección pública',
    relay: 'Relay reservado',
    'no-stun': 'STUN no responde',
    'no-relay': 'TURN no da ningún relay',
    'no-candidates': 'Ningún candidato encontrado',
    candidates: 'Candidatos',
    ringing: 'Suena',
    accepted: 'Aceptada',
    checking: 'Comprueba los caminos',
    'path-found': 'Camino encontrado',
    'ice-failed': 'Ningún camino funciona',
    encrypted: 'Cifrado',
    'dtls-failed': 'El cifrado ha fallado',
    'channel-open': 'Canal de datos abierto',
    'first-frame': 'Primer fotograma de vídeo',
    stalled: 'No llega nada',
    'ice-restart': 'Reinicia ICE',
    recovered: 'De vuelta',
    'hang-up': 'Llamada terminada',
    failed: 'La llamada ha fallado',
  },
  flowWords: {
    microphone: 'micrófono',
    camera: 'cámara',
    'relay-only': 'solo relay',
    none: 'ningún servidor',
    stun: 'STUN',
    turn: 'TURN',
    udp: 'UDP',
    tcp: 'TCP',
    tls: 'TLS',
  },
  flowFixes: {
    'no-stun': 'El servidor STUN no ha respondido. Comprueba la opción stun del broker y que se permita UDP.',
    'no-relay':
      'El servidor TURN no ha dado ningún relay. Pruébalo con rtc-broker check y comprueba las opciones turn.urls y turn.secret del broker.',
  },
  flowEmpty: 'Aún no ha pasado nada. Aquí aparecerá cada paso del establecimiento de la llamada.',
  flowEarlier: 'antes',
  flowPeer: 'Otro lado',
  flowBroker: 'Broker',
  flowServers: 'STUN/TURN',
  flowRoute: (from, to, via) => (via ? `de ${from} a ${to}, a través de ${via}` : `de ${from} a ${to}`),
  flowPending: 'en curso',
  flowExplain: 'Explicar cada paso',
  flowCopy: 'Copiar informe',
  flowCopied: 'Copiado',
  flowWithNames: 'Con nombres',
  pathDirect: 'Directo',
  pathRelay: 'Por un relay',
  pathNone: 'Aún sin camino',
  roundTrip: 'Ida y vuelta',
  packetLoss: 'Pérdida',
  receiving: 'Recepción',
  sending: 'Envío',
  videoIn: 'Vídeo recibido',
  videoOut: 'Vídeo enviado',
  audioIn: 'Audio recibido',
  framesPerSecond: count => `${count} fps`,
  limitedBy: {
    cpu: 'limitado por el procesador de este dispositivo',
    bandwidth: 'limitado por la red',
    other: 'limitado',
  },

  flowGuide: {
    'broker-connecting':
      'Dos navegadores no pueden encontrarse solos. Cada uno mantiene un WebSocket con el broker, que transmite sus mensajes.',
    'broker-open':
      'El broker ya conoce mi id y entrega lo que se le envía. El audio y el vídeo nunca pasan por él.',
    'broker-failed': 'Sin el broker no se puede llamar a nadie. Una llamada ya conectada continúa sin él.',
    'room-requested':
      'WebRTC no dice cómo se encuentran las personas. Aquí, el broker lleva una lista de miembros de cada sala.',
    'members-received':
      'En cada pareja de la sala, quien llegó después llama a la otra persona. Cada una está conectada con todas las demás.',
    'room-refused':
      'El broker decide quién puede entrar: según el token de acceso y cuántas personas hay dentro.',
    'media-captured':
      'El navegador pide permiso y abre la cámara y el micrófono: getUserMedia() devuelve sus pistas.',
    'connection-created':
      'Una RTCPeerConnection es un extremo de la llamada. Se le indica qué servidores STUN y TURN puede usar.',
    'offer-created':
      'El navegador anota, en SDP, lo que puede enviar y recibir: códecs, claves y secciones de medios. Es mi descripción local.',
    offer:
      'La oferta viaja a través del broker. Hasta que hay respuesta, ningún lado sabe qué puede hacer el otro.',
    'answer-created':
      'De la oferta, el navegador elige lo que él también puede hacer y lo escribe en su respuesta.',
    answer: 'La respuesta dice qué partes de la oferta se usan. Con ella, ambos lados están de acuerdo.',
    'remote-description-set':
      'Lo que ha enviado el otro lado se aplica como descripción remota. A partir de aquí se pueden añadir candidatos.',
    'servers-asked':
      'Detrás de un router, un navegador no conoce su propia dirección pública. STUN se la dice; TURN le presta una de las suyas.',
    address:
      'El servidor STUN responde con la dirección de la que venían mis paquetes: un candidato «server-reflexive».',
    relay:
      'El servidor TURN ha reservado una dirección para mí y reenvía lo que llega a ella: funciona donde ningún camino directo lo hace.',
    'no-stun': 'La petición se ha enviado varias veces, sin respuesta. A menudo, un cortafuegos bloquea UDP.',
    'no-relay':
      'No se ha podido llegar al servidor TURN o ha rechazado las credenciales. Detrás de un cortafuegos estricto, hace falta.',
    'no-candidates':
      'No hay ninguna dirección que el otro lado pueda probar. Con «solo relay», todos los candidatos tienen que venir de TURN.',
    candidates:
      'Cada dirección se envía en cuanto se encuentra (trickle ICE), para que nadie espere a la más lenta.',
    ringing:
      'La otra página ha recibido la llamada y suena. Este mensaje es nuestro; WebRTC no tiene tono de llamada.',
    accepted: 'Alguien ha aceptado. A partir de ahora, el otro lado puede enviar su cámara y su micrófono.',
    checking:
      'Ambos lados envían peticiones STUN desde cada uno de sus candidatos a cada uno de los del otro, para ver qué parejas funcionan.',
    'path-found':
      'Se ha elegido una pareja que funciona; todos los paquetes toman este camino. Se prefiere el directo a un relay.',
    'ice-failed':
      'Ninguna pareja de candidatos ha obtenido respuesta. Un relay conectaría casi cualquier par de redes.',
    encrypted:
      'Una negociación DTLS por este camino da las claves de SRTP. Las huellas llegaron con la oferta y la respuesta; ningún servidor tiene las claves.',
    'dtls-failed':
      'El camino funciona, pero los dos lados no han podido acordar las claves, así que no se envía nada.',
    'channel-open':
      'Por el mismo camino cifrado va un canal de datos: estado de los micrófonos y las cámaras, chat y nuevas ofertas sin el broker.',
    'first-frame':
      'El primer fotograma está en pantalla. RTCP informa ahora de las pérdidas y pide fotogramas clave cuando hacen falta.',
    stalled:
      'No ha llegado nada desde hace más de un segundo. El último fotograma sigue en pantalla mientras se busca otro camino.',
    'ice-restart':
      'Se vuelven a reunir y comprobar todas las direcciones con credenciales nuevas, mientras se sigue usando el camino anterior.',
    recovered:
      'Vuelven a llegar paquetes. El receptor pide un fotograma clave, porque al decodificador le faltan algunos.',
    'hang-up': 'Un lado se despide, por el canal de datos y a través del broker; ambos cierran su conexión.',
    failed: 'La conexión no se estableció, o no volvió a tiempo, y se cerró.',
  },

  pagePrevious: (page, pages) => `Página anterior, ahora ${page} de ${pages}`,
  pageNext: (page, pages) => `Página siguiente, ahora ${page} de ${pages}`,
  pin: name => `Fijar a ${name}`,
  zoomIn: 'Acercar',
  zoomOut: 'Alejar',
  zoomFit: 'Ajustar',
  zoomActual: 'Tamaño real',
  screenFullscreen: 'Pantalla compartida en pantalla completa',

  more: 'Más opciones',
  reactions: 'Reacciones',
  handRaise: 'Levantar la mano',
  handLower: 'Bajar la mano',
  speakingWhileMuted: 'Estás hablando con el micrófono desactivado.',

  joined: (names, count) => plural(count, {one: `${names} se ha unido`, other: `${names} se han unido`}),
  left: (names, count) => plural(count, {one: `${names} ha salido`, other: `${names} han salido`}),
  newMessages: (names, count) =>
    plural(count, {one: `Nuevo mensaje de ${names}`, other: `${count} mensajes nuevos de ${names}`}),
  newFile: name => `Te ofrecen el archivo ${name}`,
  raisedHands: (names, count) =>
    plural(count, {one: `${names} ha levantado la mano`, other: `${names} han levantado la mano`}),
  reacted: (names, emoji) => `Reacción ${emoji} de ${names}`,
  connectionsLost: names => `Se ha interrumpido la conexión con ${names}`,
  connected: 'Conexión establecida',

  gridView: 'Vista de cuadrícula',
  speakerView: 'Vista de quien habla',
  pictureInPicture: 'Imagen en imagen',
  pictureInPictureStop: 'Salir de imagen en imagen',
  pictureInPictureAuto: 'Separar cuando cambio de pestaña',
  shortcuts: 'Atajos de teclado',
  shortcutsHint: 'Funcionan mientras el foco está en la llamada, pero no en un campo de texto.',
  keySpace: 'Espacio',
  keyEscape: 'Esc',
  shortcutTalk: 'Mantener para hablar con el micrófono desactivado',
  shortcutClose: 'Cerrar lo que esté abierto',

  inPictureInPicture: 'La llamada está en su propia ventana.',
  pictureInPictureBack: 'Traerla de vuelta',

  errors: {
    'broker-unreachable': 'El servidor de llamadas no responde. Se sigue intentando…',
    'code-not-loaded':
      'No se ha podido cargar una parte de esta llamada. Comprueba tu red y vuelve a intentarlo.',
    'private-broker-unreachable':
      'El servidor de llamadas no responde. Está en una red local: si tu navegador lo pregunta, o en la barra de direcciones, permite que este sitio acceda a tu red local. Se sigue intentando…',
    'insecure-context': insecureContext,
    'not-supported': 'Este navegador no puede hacer eso.',
    'invalid-id': 'Esta no es una dirección a la que se pueda llamar.',
    'invalid-room':
      'El nombre de esta sala es demasiado largo o tiene caracteres que el nombre de una sala no puede tener.',
    'invalid-option': 'La llamada de esta página está mal configurada: una de sus opciones no es válida.',
    'id-taken': 'Esta dirección ya se está usando, quizá en otra de tus pestañas.',
    'id-forbidden': 'Tu permiso para usar este servidor de llamadas es para otra dirección.',
    'origin-forbidden':
      'Este servidor de llamadas no acepta llamadas de este sitio. Su responsable tiene que permitir {detail} (la opción «origins»).',
    'broker-refused': 'El servidor de llamadas lo ha rechazado: {detail}',
    unauthorized: 'Necesitas permiso para usar este servidor de llamadas.',
    'rooms-unsupported': 'Este servidor de llamadas no ofrece salas.',
    'room-full': 'La sala está llena. Inténtalo de nuevo cuando alguien haya salido.',
    'room-forbidden': 'No tienes acceso a esta sala. Pregunta a la persona que te invitó.',
    'invalid-emoji': 'Tiene que ser exactamente un emoji.',
    'picture-in-picture-refused':
      'Tu navegador no muestra esta llamada en su propia ventana en este momento.',
    'not-connected': 'Aún no hay nadie más. Vuelve a enviarlo cuando alguien se haya unido.',
    'policy-forbidden':
      'Esta página no tiene permiso para hacer eso. Su responsable tiene que definir {detail}.',
    'connection-failed': 'Tu red o la de la otra persona no deja pasar la llamada.',
    'bad-message':
      'El otro lado ha enviado algo que no se puede leer. Puede que las dos versiones sean diferentes.',
  },
  deviceErrors: {
    'insecure-context': {camera: insecureContext, microphone: insecureContext, both: insecureContext},
    'not-supported': {camera: noDevices, microphone: noDevices, both: noDevices},
    'permission-denied': {
      camera: 'Tu cámara está bloqueada para este sitio.',
      microphone: 'Tu micrófono está bloqueado para este sitio: no se te oirá.',
      both: 'La cámara y el micrófono están bloqueados para este sitio.',
    },
    'permission-denied-by-system': {
      camera: 'Tu sistema no deja que este navegador use tu cámara.',
      microphone: 'Tu sistema no deja que este navegador use tu micrófono.',
      both: 'Tu sistema no deja que este navegador use tu cámara y tu micrófono.',
    },
    'permission-dismissed': {
      camera:
        'Tu navegador ha pedido acceso a tu cámara y no ha recibido respuesta. Inténtalo de nuevo y elige «Permitir».',
      microphone:
        'Tu navegador ha pedido acceso a tu micrófono y no ha recibido respuesta. Inténtalo de nuevo y elige «Permitir».',
      both: 'Tu navegador ha pedido acceso a tu cámara y tu micrófono y no ha recibido respuesta. Inténtalo de nuevo y elige «Permitir».',
    },
    'policy-forbidden': {
      camera: 'Esta página no tiene permiso para usar tu cámara. Su responsable tiene que definir {detail}.',
      microphone:
        'Esta página no tiene permiso para usar tu micrófono. Su responsable tiene que definir {detail}.',
      both: 'Esta página no tiene permiso para usar tu cámara y tu micrófono. Su responsable tiene que definir {detail}.',
    },
    'device-not-found': {
      camera: 'No se ha encontrado ninguna cámara. Puedes unirte sin ella.',
      microphone: 'No se ha encontrado ningún micrófono: no se te oirá. Aun así, puedes unirte.',
      both: 'No se ha encontrado ni cámara ni micrófono. Puedes unirte para ver y escuchar.',
    },
    'device-in-use': {
      camera: 'Otra aplicación está usando tu cámara. Ciérrala y luego activa la cámara aquí.',
      microphone: 'Otra aplicación está usando tu micrófono. Ciérrala y luego activa el micrófono aquí.',
      both: 'Otra aplicación está usando tu cámara y tu micrófono. Ciérrala y luego actívalos aquí.',
    },
    'device-failed': {
      camera: 'Tu cámara ha dejado de funcionar. Elige otra o únete sin cámara.',
      microphone: 'Tu micrófono ha dejado de funcionar. Elige otro.',
      both: 'Tu cámara y tu micrófono han dejado de funcionar. Elige otros.',
    },
  },
  permissionSteps: {
    chromium:
      'Haz clic en el icono a la izquierda de la dirección de la página, activa lo que esté bloqueado y vuelve a intentarlo.',
    firefox:
      'Haz clic en el icono tachado a la izquierda de la dirección de la página, quita «Bloqueado» y vuelve a intentarlo.',
    safari:
      'En la barra de menús, abre Safari › Ajustes para este sitio web, elige «Permitir» y vuelve a intentarlo.',
    ios: 'Toca el botón junto a la dirección de la página, abre los ajustes del sitio web, elige «Permitir» y vuelve a intentarlo.',
    android:
      'Toca el icono a la izquierda de la dirección de la página y luego Permisos, permite lo que esté bloqueado y vuelve a intentarlo.',
  },
  systemSteps: {
    mac: 'Abre Ajustes del Sistema › Privacidad y seguridad › Cámara, y Micrófono, y activa ahí este navegador. Puede que haya que reiniciarlo.',
    windows:
      'Abre Configuración › Privacidad y seguridad › Cámara, y Micrófono, y deja que las aplicaciones y las aplicaciones de escritorio los usen. Después, vuelve a intentarlo.',
    other: 'Permítelo en los ajustes de privacidad de tu sistema y vuelve a intentarlo.',
  },
};
