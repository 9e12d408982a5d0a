import type {DetailStrings} from './index.js';

const insecureContext =
  'La cámara y el micrófono solo funcionan en páginas seguras. Abre esta página con https o en localhost.';

const noDevices =
  'Este navegador no da acceso a la cámara ni al micrófono. Aun así, puedes unirte y escuchar.';

export const strings: DetailStrings = {
  flowSteps: {
    'broker-connecting': 'Abre un WebSocket',
    'broker-open': 'Conectado al broker',
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
  flowPeer: 'La otra parte',
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
      'Dos navegadores no pueden encontrarse por sí mismos. Cada uno mantiene un WebSocket con el broker, que transmite sus mensajes.',
    'broker-open':
      'El broker ya conoce mi ID y entrega lo que se envía a ese ID. El audio y el vídeo nunca pasan por él.',
    'broker-failed': 'Sin el broker no se puede llamar a nadie. Una llamada ya conectada continúa sin él.',
    'room-requested':
      'WebRTC no dice cómo se encuentran las personas. Aquí, el broker lleva una lista de miembros de cada sala.',
    'members-received':
      'De cada dos personas de la sala, la que llegó después llama a la otra. Cada una está conectada con todas las demás.',
    'room-refused':
      'El broker decide quién puede entrar: según el token de acceso y cuántas personas hay dentro.',
    'media-captured':
      'El navegador pide permiso y abre la cámara y el micrófono: getUserMedia() devuelve sus pistas.',
    'connection-created':
      'Una RTCPeerConnection es un extremo de la llamada. Se le indica qué servidores STUN y TURN puede usar.',
    'offer-created':
      'El navegador anota, en SDP, lo que puede enviar y recibir: códecs, claves y secciones de medios. Es mi descripción local.',
    offer:
      'La oferta viaja a través del broker. Hasta que hay respuesta, ninguna de las partes sabe qué puede hacer la otra.',
    'answer-created':
      'De la oferta, el navegador elige lo que él también puede hacer y lo escribe en su respuesta.',
    answer: 'La respuesta dice qué partes de la oferta se usan. Con ella, ambas partes están de acuerdo.',
    'remote-description-set':
      'Lo que ha enviado la otra parte se aplica como descripción remota. A partir de aquí se pueden añadir candidatos.',
    'servers-asked':
      'Detrás de un router, un navegador no conoce su propia dirección pública. STUN se la dice; TURN le presta una de las suyas.',
    address:
      'El servidor STUN responde con la dirección de la que venían mis paquetes: un candidato «server-reflexive».',
    relay:
      'El servidor TURN ha reservado una dirección para mí y reenvía lo que llega a ella: funciona donde ningún camino directo lo hace.',
    'no-stun': 'La petición se ha enviado varias veces, sin respuesta. A menudo, un cortafuegos bloquea UDP.',
    'no-relay':
      'No se ha podido llegar al servidor TURN o ha rechazado las credenciales. Hace falta detrás de un cortafuegos estricto.',
    'no-candidates':
      'No hay ninguna dirección que la otra parte pueda probar. Con «solo relay», todos los candidatos tienen que venir de TURN.',
    candidates:
      'Cada dirección se envía en cuanto se encuentra (trickle ICE), para que nadie espere a la más lenta.',
    ringing:
      'La llamada ha llegado a la otra página y está sonando. Este mensaje es propio de esta aplicación; WebRTC no tiene tono de llamada.',
    accepted: 'Alguien ha aceptado. A partir de ahora, la otra parte puede enviar su cámara y su micrófono.',
    checking:
      'Ambas partes envían peticiones STUN desde cada uno de sus candidatos a cada uno de los de la otra, para ver qué pares funcionan.',
    'path-found':
      'Se ha elegido un par que funciona; todos los paquetes toman este camino. Se prefiere un camino directo a un relay.',
    'ice-failed':
      'Ningún par de candidatos ha obtenido respuesta. Un relay conectaría casi cualquier red con cualquier otra.',
    encrypted:
      'Una negociación DTLS por este camino da las claves de SRTP. Las huellas llegaron con la oferta y la respuesta; ningún servidor tiene las claves.',
    'dtls-failed':
      'El camino funciona, pero las dos partes no han podido acordar las claves, así que no se envía nada.',
    'channel-open':
      'Por el mismo camino cifrado va un canal de datos: estado de los micrófonos y las cámaras, chat y nuevas ofertas sin el broker.',
    'first-frame':
      'El primer fotograma está en pantalla. RTCP informa ahora de las pérdidas y pide fotogramas clave cuando hacen falta.',
    stalled:
      'No ha llegado nada desde hace más de un segundo. El último fotograma sigue en pantalla mientras se busca otro camino.',
    'ice-restart':
      'Se vuelven a reunir y comprobar todas las direcciones con credenciales nuevas, mientras se sigue usando el camino anterior.',
    recovered:
      'Vuelven a llegar paquetes. El receptor pide un fotograma clave, porque al decodificador le faltan algunos paquetes.',
    'hang-up':
      'Una parte se despide, por el canal de datos y a través del broker; ambas cierran su conexión.',
    failed: 'La conexión no se estableció, o no se recuperó a tiempo, y se cerró.',
  },
  errors: {
    'insecure-context': insecureContext,
    'not-supported': 'Este navegador no puede hacer eso.',
    'invalid-id': 'Esta no es una dirección a la que se pueda llamar.',
    'invalid-room':
      'El nombre de esta sala es demasiado largo o tiene caracteres que el nombre de una sala no puede tener.',
    'invalid-option': 'La llamada de esta página está mal configurada: una de sus opciones no es válida.',
    'id-taken': 'Esta dirección ya se está usando, quizá en otra de tus pestañas.',
    'id-forbidden': 'Tu permiso para usar este servidor de llamadas es para otra dirección.',
    'origin-forbidden':
      'Este servidor de llamadas no acepta llamadas de este sitio. La persona responsable del servidor tiene que permitir {detail} (la opción «origins»).',
    'broker-refused': 'El servidor de llamadas lo ha rechazado: {detail}',
    unauthorized: 'Necesitas permiso para usar este servidor de llamadas.',
    'rooms-unsupported': 'Este servidor de llamadas no ofrece salas.',
    'room-full': 'La sala está llena. Inténtalo de nuevo cuando alguien haya salido.',
    'bad-host-key': 'Este enlace de moderación está incompleto. Copia el enlace entero.',
    'wrong-host-key': 'Este enlace de moderación es de otra sala.',
    'not-in-room': 'No estás en esta sala.',
    'not-a-host': 'Solo quien modera la llamada puede hacer eso.',
    'host-not-allowed': 'Solo quien modera esta sala puede hacer eso, y no con otras personas que moderan.',
    'no-such-member': 'Esta persona ya no está.',
    'too-many-knocks': 'Ahora mismo demasiadas personas quieren unirse. Vuelve a intentarlo más tarde.',
    'room-forbidden': 'No tienes acceso a esta sala. Pregunta a la persona que te invitó.',
    'invalid-emoji': 'Tiene que ser exactamente un emoji.',
    'picture-in-picture-refused':
      'Tu navegador no muestra esta llamada en una ventana aparte en este momento.',
    'not-connected': 'Aún no hay nadie más. Vuelve a enviarlo cuando alguien se haya unido.',
    'policy-forbidden':
      'Esta página no tiene permiso para hacer eso. Su responsable tiene que definir {detail}.',
    'connection-failed': 'Tu red o la de la otra persona no deja pasar la llamada.',
    'bad-message':
      'La otra parte ha enviado algo que no se puede leer. Puede que las dos versiones sean diferentes.',
  },
  deviceErrors: {
    'insecure-context': {camera: insecureContext, microphone: insecureContext, both: insecureContext},
    'not-supported': {camera: noDevices, microphone: noDevices, both: noDevices},
    'permission-denied': {
      camera: 'Tu cámara está bloqueada para este sitio.',
      microphone: 'Tu micrófono está bloqueado para este sitio: no se te oirá.',
      both: 'Tu cámara y tu micrófono están bloqueados para este sitio.',
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
      camera: 'No se ha encontrado ninguna cámara. Puedes unirte sin cámara.',
      microphone: 'No se ha encontrado ningún micrófono: no se te oirá. Aun así, puedes unirte.',
      both: 'No se ha encontrado ni cámara ni micrófono. Puedes unirte para ver y escuchar.',
    },
    'device-in-use': {
      camera: 'Otra aplicación está usando tu cámara. Cierra esa aplicación y luego activa la cámara aquí.',
      microphone:
        'Otra aplicación está usando tu micrófono. Cierra esa aplicación y luego activa el micrófono aquí.',
      both: 'Otra aplicación está usando tu cámara y tu micrófono. Cierra esa aplicación y luego actívalos aquí.',
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
    mac: 'Abre Ajustes del Sistema › Privacidad y seguridad › «Cámara» y «Micrófono» y activa ahí este navegador. Puede que haya que reiniciarlo.',
    windows:
      'Abre Configuración › Privacidad y seguridad › «Cámara» y «Micrófono» y permite el acceso a las aplicaciones y a las aplicaciones de escritorio. Después, vuelve a intentarlo.',
    other: 'Permítelo en los ajustes de privacidad de tu sistema y vuelve a intentarlo.',
  },
  knockRequired: 'Alguien de la llamada tiene que dejarte entrar.',
  knockText: 'Quién eres (opcional)',
  askToJoin: 'Pedir entrar',
  knocking: 'Esperando a que te dejen entrar',
  knockingHint: 'Te unirás en cuanto alguien te deje entrar.',
  roomLocked: 'La sala está cerrada con llave',
  roomUnlocked: 'La sala ya no está cerrada con llave',
  hostControls: 'Moderación',
  lockRoom: 'Cerrar la sala con llave',
  lockRoomHint: 'Quien quiera entrar tendrá que pedirlo.',
  muteEveryone: 'Silenciar a todo el mundo',
  wantsToJoin: (who, count) => (count === 1 ? `${who} quiere unirse` : `${who} quieren unirse`),
  waitingToJoin: 'Esperan para entrar',
  admit: 'Admitir',
  admitAll: 'Admitir a todo el mundo',
  refuse: 'Rechazar',
  showAll: 'Mostrar a todo el mundo',
  mutePerson: 'Silenciar',
  removePerson: 'Expulsar',
  removeTitle: name => `¿Expulsar a ${name} de la llamada?`,
  removeHint: 'Esta persona saldrá de inmediato y no podrá volver sin más.',
  leaveTitle: '¿Salir de la llamada o terminarla para todo el mundo?',
  endForEveryone: 'Terminar la llamada para todo el mundo',
  mutedByHost: 'Alguien que modera la llamada te ha silenciado. Puedes volver a activar tu micrófono.',
  shareStoppedByHost: 'Tu pantalla ya no se comparte: lo ha detenido alguien que modera la llamada.',
};
