/** Arabic (Modern Standard). The words, and how the texts stay free of gender, are explained in docs/glossary/ar.md. */
import type {DeviceName} from './errors.js';
import type {Strings} from './index.js';
import {pluralsOf} from './plural.js';

const plural = pluralsOf('ar');
const same = (text: string): Record<DeviceName, string> => ({camera: text, microphone: text, both: text});

/** One name: its own direction, so that it doesn't reorder the sentence. */
const one = (name: string) => `\u2068${name}\u2069`;
/** Several names are a list, which reads from right to left also if its first name does not. */
const list = (names: string, count = 2) => (count === 1 ? one(names) : `\u2067${names}\u2069`);

const people = (count: number) =>
  plural(count, {
    zero: 'لا أحد',
    one: 'شخص واحد',
    two: 'شخصان',
    few: `${count} أشخاص`,
    many: `${count} شخصًا`,
    other: `${count} شخص`,
  });

const INSECURE =
  'لا تعمل الكاميرا والميكروفون إلا في الصفحات الآمنة. يُرجى فتح هذه الصفحة عبر https أو على localhost.';

export const strings: Strings = {
  // base
  tag: 'ar',
  me: 'أنت',
  guest: 'ضيف',
  someone: 'شخص ما',
  tryAgain: 'إعادة المحاولة',
  calling: name => `جارٍ الاتصال بـ ${one(name)}…`,
  isCalling: name => `مكالمة واردة من ${one(name)}`,
  theySeeYou: name => `يمكن لـ ${one(name)} رؤيتك`,
  waitingTitle: 'لا يوجد أحد غيرك هنا',
  linkCopied: 'تم نسخ الرابط',
  connecting: 'جارٍ الاتصال…',
  reconnecting: 'جارٍ إعادة الاتصال…',
  endTitles: {
    left: 'غادرت المكالمة',
    'hung-up': 'أنهيت المكالمة',
    'peer-hung-up': 'غادر الطرف الآخر',
    declined: 'تم رفض المكالمة',
    busy: 'الخط مشغول',
    'no-answer': 'لم يرد أحد',
    cancelled: 'تم إلغاء المكالمة',
    'peer-unavailable': 'الطرف الآخر غير متاح حاليًا',
    'connection-failed': 'تعذّر الاتصال',
    'connection-lost': 'انقطع الاتصال',
  },
  endTitlesRung: {
    declined: 'رفضت المكالمة',
    'no-answer': 'فاتتك مكالمة',
    cancelled: 'فاتتك مكالمة',
  },
  failureTitles: {
    'room-full': 'الغرفة ممتلئة',
    'room-forbidden': 'لا يمكنك دخول هذه الغرفة',
    unauthorized: 'يلزم الحصول على إذن',
    'id-forbidden': 'يلزم الحصول على إذن',
    'origin-forbidden': 'لا يمكن لهذا الموقع استخدام خادم المكالمات',
  },
  missedCall: name => `محاولة اتصال بك من ${one(name)}`,
  errors: {
    'broker-unreachable': 'خادم المكالمات لا يستجيب. جارٍ إعادة المحاولة…',
    'code-not-loaded': 'تعذّر تحميل جزء من هذه المكالمة. يُرجى التحقق من الشبكة، ثم إعادة المحاولة.',
    'private-broker-unreachable':
      'خادم المكالمات لا يستجيب. وهو على شبكة محلية: يُرجى السماح لهذا الموقع بالوصول إلى شبكتك المحلية عندما يسأل المتصفح، أو من شريط العناوين. جارٍ إعادة المحاولة…',
    // errors
    'insecure-context': INSECURE,
    'not-supported': 'لا يدعم هذا المتصفح ذلك.',
    'invalid-id': 'هذا ليس عنوانًا يمكن الاتصال به.',
    'invalid-room': 'اسم هذه الغرفة طويل جدًا أو يحتوي على أحرف لا يُسمح بها في أسماء الغرف.',
    'invalid-option': 'إعداد المكالمة في هذه الصفحة غير صحيح: أحد خياراتها غير صالح.',
    'id-taken': 'هذا العنوان مستخدَم حاليًا في مكان آخر، ربما لديك في علامة تبويب أخرى.',
    'id-forbidden': 'إذنك باستخدام خادم المكالمات هذا مخصص لعنوان آخر.',
    'origin-forbidden':
      'لا يقبل خادم المكالمات هذا مكالمات من هذا الموقع. على مالك الخادم السماح بـ {detail} (الخيار «origins»).',
    'broker-refused': 'رفض خادم المكالمات هذا الإجراء: {detail}',
    unauthorized: 'يلزم الحصول على إذن لاستخدام خادم المكالمات هذا.',
    'rooms-unsupported': 'لا يوفّر خادم المكالمات هذا غرفًا.',
    'room-full': 'الغرفة ممتلئة. يُرجى إعادة المحاولة بعد أن يغادر أحد.',
    'room-forbidden': 'ليس لديك إذن بدخول هذه الغرفة. يُرجى سؤال من دعاك.',
    'invalid-emoji': 'هذا ليس رمزًا تعبيريًا واحدًا.',
    'picture-in-picture-refused': 'لا يعرض المتصفح هذه المكالمة في نافذة مستقلة حاليًا.',
    'not-connected': 'لا يوجد أحد آخر هنا بعد. يُرجى إعادة الإرسال بعد انضمام أحد.',
    'policy-forbidden': 'لا يُسمح لهذه الصفحة بذلك. على مالك الصفحة ضبط {detail}.',
    'connection-failed': 'شبكتك أو شبكة الطرف الآخر لا تسمح بمرور المكالمة.',
    'bad-message': 'أرسل الطرف الآخر شيئًا لا يمكن قراءته. قد تختلف الإصدارات لدى الطرفين.',
  },

  // views
  callRegion: 'مكالمة فيديو',
  yourName: 'اسمك',
  namePlaceholder: 'يظهر لكل من في المكالمة',
  joining: 'جارٍ الانضمام…',
  preview: 'معاينة الفيديو الخاص بك',
  previewStarting: 'جارٍ تشغيل الكاميرا…',
  previewCameraOff: 'الكاميرا متوقفة',
  previewNoCamera: 'لا توجد كاميرا',
  previewInterrupted: 'الكاميرا متوقفة مؤقتًا',
  reachableTitle: 'يمكنك استقبال المكالمات',
  unreachableTitle: 'لا يمكنك استقبال المكالمات',
  reachableAs: id => `يمكن للآخرين الاتصال بك باستخدام «${one(id)}».`,
  notReachable: 'جارٍ التحضير لاستقبال المكالمات…',
  idleTitle: 'لا توجد مكالمة بعد',
  waitingHint: 'يمكنك دعوة الآخرين بمشاركة هذا الرابط.',
  inviteLink: 'رابط هذه المكالمة',
  copyLink: 'نسخ الرابط',
  muted: 'الميكروفون متوقف',
  interrupted: {
    camera: 'أوقف النظام أو المتصفح الكاميرا مؤقتًا.',
    microphone: 'كتم النظام أو المتصفح صوت الميكروفون: لا يمكن للآخرين سماعك.',
    both: 'أوقف النظام أو المتصفح الكاميرا والميكروفون مؤقتًا.',
  },
  qualities: {good: 'اتصال جيد', fair: 'اتصال متوسط', poor: 'اتصال ضعيف', lost: 'لا يوجد اتصال'},
  videoPaused: 'الاتصال ضعيف: الصوت فقط',
  screenOf: name => `شاشة ${one(name)}`,
  sharingScreen: 'شاشتك قيد المشاركة',
  participants: count => `${people(count)} في المكالمة`,
  selfMove: 'نقل الفيديو الخاص بك إلى زاوية أخرى: بمفاتيح الأسهم أيضًا أو بالسحب',
  selfHide: 'إخفاء الفيديو الخاص بك',
  selfShow: 'إظهار الفيديو الخاص بك',
  turnSoundOn: 'تشغيل الصوت',
  dropFiles: 'إفلات الملفات لإرسالها',
  controls: 'عناصر التحكم في المكالمة',
  microphoneOn: 'تشغيل الميكروفون',
  microphoneOff: 'إيقاف الميكروفون',
  microphoneNone: 'لا يوجد ميكروفون',
  microphoneInterrupted: 'كتم النظام أو المتصفح صوته',
  cameraOn: 'تشغيل الكاميرا',
  cameraOff: 'إيقاف الكاميرا',
  cameraNone: 'لا توجد كاميرا',
  cameraInterrupted: 'أوقفها النظام أو المتصفح مؤقتًا',
  screenshareStart: 'مشاركة الشاشة',
  screenshareStop: 'إيقاف المشاركة',
  fullscreenStart: 'ملء الشاشة',
  fullscreenStop: 'الخروج من وضع ملء الشاشة',
  chat: 'الدردشة',
  chatUnread: count =>
    `الدردشة، ${plural(count, {
      zero: 'لا رسائل غير مقروءة',
      one: 'رسالة واحدة غير مقروءة',
      two: 'رسالتان غير مقروءتين',
      few: `${count} رسائل غير مقروءة`,
      many: `${count} رسالة غير مقروءة`,
      other: `${count} رسالة غير مقروءة`,
    })}`,
  people: 'الأشخاص',
  settings: 'الإعدادات',
  flow: 'تفاصيل الاتصال',
  leave: 'مغادرة المكالمة',
  hangUp: 'إنهاء المكالمة',
  close: 'إغلاق',
  camera: 'الكاميرا',
  microphone: 'الميكروفون',
  rejoin: 'إعادة الانضمام',
  callAgain: 'معاودة الاتصال',
  callBack: 'رد الاتصال',

  // lobby
  lobbyTitle: 'الانضمام إلى المكالمة',
  join: 'الانضمام الآن',
  inTheCall: (who, count) => `${list(who, count)} في المكالمة`,
  aboutToJoin: (who, count) => `${list(who, count)} على وشك الانضمام`,
  unnamed: people,
  others: count =>
    plural(count, {
      zero: 'لا آخرين',
      one: 'شخص آخر',
      two: 'شخصان آخران',
      few: `${count} آخرون`,
      many: `${count} شخصًا آخر`,
      other: `${count} شخص آخر`,
    }),
  chooseMicrophone: 'اختيار ميكروفون ومكبر صوت',
  chooseCamera: 'اختيار كاميرا',

  // ringing
  startTitle: name => `الاتصال بـ ${one(name)}`,
  callButton: 'اتصال',
  callingHint: 'يستمر الرنين حتى 30 ثانية.',
  ringingHint: 'يرن الآن…',
  nameUnverified: 'لم يتم التحقق من هذا الاسم.',
  showVideo: 'إظهار الفيديو',
  accept: 'قبول',
  video: 'فيديو',
  acceptVideo: 'قبول مع فيديو',
  audio: 'صوت',
  acceptAudio: 'قبول مع صوت فقط',
  decline: 'رفض',
  message: 'رسالة',
  declineMessage: 'رفض مع رسالة',
  cancel: 'إلغاء',
  endHints: {
    busy: 'الطرف الآخر في مكالمة أخرى. يُرجى إعادة المحاولة لاحقًا.',
    'no-answer': 'ربما لا يوجد أحد بجانب الجهاز الآن.',
    'peer-unavailable': 'الطرف الآخر غير متصل بالإنترنت. يُرجى إعادة المحاولة لاحقًا.',
    'connection-failed': 'شبكتك أو شبكة الطرف الآخر لا تسمح بمرور المكالمة.',
    'connection-lost': 'يُرجى التحقق من الشبكة، ثم إعادة المحاولة.',
  },

  // decline
  declineLines: [
    'سأعاود الاتصال بك.',
    'لا يمكنني التحدث الآن.',
    'أنا في اجتماع.',
    'يُرجى مراسلتي بدلًا من ذلك.',
  ],
  ownDeclineLine: 'رسالة من عندك',
  sendAndDecline: 'إرسال ورفض',

  // lan-link
  localOnly:
    'لا يعمل هذا الرابط إلا على هذا الكمبيوتر. لكي يعمل لدى الآخرين، يُرجى تشغيل الخادم مع \u2066--lan\u2069.',
  lanQrCode: 'رمز QR يحتوي على رابط هذه المكالمة',
  lanHint: 'يُرجى مسح هذا الرمز بهاتف على الشبكة نفسها. سيحذّر الهاتف مرة واحدة من أنه لا يعرف هذا الكمبيوتر.',

  // missed
  missedCalls: 'المكالمات الفائتة',
  clearMissed: 'مسح',
  severalCalls: (name, count) => `${one(name)} (${count})`,
  callBackTo: name => `رد الاتصال على ${one(name)}`,

  // chat
  chatEmpty: 'لا توجد رسائل بعد. تُرسل الرسائل مباشرة إلى من في المكالمة، وتختفي عند مغادرتك.',
  chatAlone: 'لا يوجد أحد آخر هنا بعد. يمكنك إرسال هذا فور انضمام أحد.',
  chatPlaceholder: 'كتابة رسالة',
  chatPlaceholderTo: name => `كتابة رسالة إلى ${one(name)} فقط`,
  chatTo: 'إلى',
  everyone: 'الجميع',
  chatToGone: name => `لا وجود لـ ${one(name)} في المكالمة بعد الآن. يُرجى اختيار من يتلقى رسالتك.`,
  onlyTo: name => `إلى ${one(name)} فقط`,
  onlyToYou: 'إليك فقط',
  emoji: 'رموز تعبيرية',
  send: 'إرسال',
  sendFiles: 'إرسال ملفات',
  download: 'تنزيل',
  saveFile: 'حفظ',
  sendAgain: 'إعادة الإرسال',
  progress: 'التقدّم',
  fileReceiving: {
    offered: 'لم يُنزَّل بعد',
    active: 'جارٍ التنزيل…',
    done: 'تم التنزيل',
    cancelled: 'تم الإلغاء',
    declined: 'تم الرفض',
    failed: 'لم يتم الاستلام. يمكنك طلب إرساله مجددًا.',
  },
  fileSending: {
    offered: name => `معروض على ${one(name)}`,
    active: name => `جارٍ الإرسال إلى ${one(name)}…`,
    done: name => `وصل إلى ${one(name)}`,
    cancelled: () => 'تم الإلغاء',
    declined: name => `مرفوض من ${one(name)}`,
    failed: name => `لم يُرسَل إلى ${one(name)}`,
  },
  receivedBy: (count, all) => `وصل إلى ${count} من أصل ${all}`,
  latestMessages: 'أحدث الرسائل',

  // people
  inLobby: 'على وشك الانضمام',
  handRaised: 'يد مرفوعة',
  cameraIsOff: 'الكاميرا متوقفة',
  speaking: 'التحدث جارٍ',
  sharesScreen: 'مشاركة الشاشة جارية',
  volumeOf: name => `مستوى صوت ${one(name)}`,
  volume: 'مستوى الصوت',
  pinPerson: 'تثبيت',
  messagePerson: 'مراسلة',
  noChat: 'الصوت والفيديو فقط',
  inviteTitle: 'دعوة آخرين',
  showQrCode: 'رمز QR لفتحها على الهاتف',
  qrCode: 'رمز QR يحتوي على رابط هذه المكالمة',

  // settings
  speaker: 'مكبر الصوت',
  systemDefault: 'الإعداد الافتراضي للنظام',
  noDevice: 'لم يتم العثور على أي جهاز',
  testSpeaker: 'تشغيل صوت تجريبي',
  mirrorVideo: 'عكس الفيديو الخاص بي كالمرآة',
  mirrorHint: 'لا يظهر معكوسًا للآخرين أبدًا.',
  microphoneIsOff: 'الميكروفون متوقف.',
  noiseSuppression: 'تقليل ضوضاء الخلفية',
  echoCancellation: 'إلغاء الصدى',
  saveData: 'استخدام بيانات أقل',
  saveDataHint: 'فيديو أصغر في الاتجاهين.',
  ringTones: 'نغمات الرنين',
  language: 'اللغة',
  pageLanguage: 'مثل لغة الصفحة',

  // flow
  flowSteps: {
    'broker-connecting': 'فتح WebSocket',
    'broker-open': 'تم الاتصال بالوسيط',
    'broker-failed': 'لا اتصال بالوسيط',
    'room-requested': 'طلب دخول الغرفة',
    'members-received': 'من في الغرفة',
    'room-refused': 'لم يُسمح بدخول الغرفة',
    'media-captured': 'فتح الأجهزة',
    'connection-created': 'إنشاء اتصال بين النظيرين',
    'offer-created': 'إنشاء عرض',
    offer: 'عرض',
    'answer-created': 'إنشاء رد',
    answer: 'رد',
    'remote-description-set': 'تطبيق الوصف البعيد',
    'servers-asked': 'طلب العناوين',
    address: 'العنوان العام',
    relay: 'تم حجز مُرحِّل',
    'no-stun': 'لا رد من STUN',
    'no-relay': 'لا مُرحِّل من TURN',
    'no-candidates': 'لم يُعثر على مرشحين',
    candidates: 'المرشحون',
    ringing: 'رنين',
    accepted: 'تم القبول',
    checking: 'فحص المسارات',
    'path-found': 'تم العثور على مسار',
    'ice-failed': 'لا يعمل أي مسار',
    encrypted: 'مشفّر',
    'dtls-failed': 'فشل التشفير',
    'channel-open': 'قناة البيانات مفتوحة',
    'first-frame': 'أول إطار فيديو',
    stalled: 'لا يصل شيء',
    'ice-restart': 'إعادة تشغيل ICE',
    recovered: 'عاد الاتصال',
    'hang-up': 'انتهت المكالمة',
    failed: 'فشلت المكالمة',
  },
  flowWords: {
    microphone: 'الميكروفون',
    camera: 'الكاميرا',
    'relay-only': 'عبر مُرحِّل فقط',
    none: 'بلا خوادم',
    stun: 'STUN',
    turn: 'TURN',
    udp: 'UDP',
    tcp: 'TCP',
    tls: 'TLS',
  },
  flowFixes: {
    'no-stun': 'لم يرد خادم STUN. يُرجى التحقق من الخيار stun في الوسيط، ومن السماح بـ UDP.',
    'no-relay':
      'لم يوفّر خادم TURN مُرحِّلًا. يُرجى تشغيل \u2066rtc-broker check\u2069 لاختباره، والتحقق من الخيارين turn.urls وturn.secret في الوسيط.',
  },
  flowEmpty: 'لم يحدث شيء بعد. تظهر كل خطوة هنا أثناء إعداد المكالمة.',
  flowEarlier: 'سابقًا',
  flowPeer: 'الطرف الآخر',
  flowBroker: 'الوسيط',
  flowServers: 'STUN/TURN',
  flowRoute: (from, to, via) =>
    via ? `من ${one(from)} إلى ${one(to)} عبر ${one(via)}` : `من ${one(from)} إلى ${one(to)}`,
  flowPending: 'قيد التنفيذ',
  flowExplain: 'شرح كل خطوة',
  flowCopy: 'نسخ التقرير',
  flowCopied: 'تم النسخ',
  flowWithNames: 'مع الأسماء',
  pathDirect: 'مباشر',
  pathRelay: 'عبر مُرحِّل',
  pathNone: 'لا مسار بعد',
  roundTrip: 'زمن الذهاب والإياب',
  packetLoss: 'الفقدان',
  receiving: 'الاستقبال',
  sending: 'الإرسال',
  videoIn: 'الفيديو الوارد',
  videoOut: 'الفيديو الصادر',
  audioIn: 'الصوت الوارد',
  framesPerSecond: count => `${count} إطار/ث`,
  limitedBy: {
    cpu: 'يحدّه معالج هذا الجهاز',
    bandwidth: 'تحدّه الشبكة',
    other: 'محدود',
  },

  // flow-guide
  flowGuide: {
    'broker-connecting':
      'لا يستطيع متصفحان أن يجد أحدهما الآخر وحدهما. يُبقي كل منهما WebSocket مفتوحًا مع الوسيط، الذي ينقل رسائلهما.',
    'broker-open': 'يعرف الوسيط الآن معرّفي، ويسلّم ما يُرسَل إليه. لا يمر الصوت والفيديو عبره أبدًا.',
    'broker-failed': 'لا يمكن الاتصال بأحد من دون الوسيط. أما المكالمة المتصلة فتستمر من دونه.',
    'room-requested': 'لا يحدد WebRTC كيف يجد الناس بعضهم بعضًا. هنا يحتفظ الوسيط بقائمة أعضاء لكل غرفة.',
    'members-received': 'من كل اثنين في الغرفة، يتصل من جاء لاحقًا بالآخر. الجميع متصلون بالجميع.',
    'room-refused': 'يقرر الوسيط من يدخل: حسب رمز الوصول وعدد الموجودين في الغرفة.',
    'media-captured':
      'يطلب المتصفح الإذن ويفتح الكاميرا والميكروفون: تُعيد \u2066getUserMedia()\u2069 مساراتهما.',
    'connection-created':
      'كائن RTCPeerConnection هو أحد طرفي المكالمة. ويُخبَر بخوادم STUN وTURN التي يمكنه استخدامها.',
    'offer-created':
      'يكتب المتصفح ما يمكنه إرساله واستقباله بصيغة SDP: برامج الترميز والمفاتيح وأقسام الوسائط. وهذا هو وصفي المحلي.',
    offer: 'ينتقل العرض عبر الوسيط. وإلى أن يأتي الرد، لا يعرف أي طرف ما يستطيعه الآخر.',
    'answer-created': 'يختار المتصفح من العرض ما يستطيعه أيضًا، ويكتبه في رده.',
    answer: 'يبيّن الرد أي أجزاء العرض ستُستخدم. وبه يتفق الطرفان.',
    'remote-description-set': 'يُطبَّق ما أرسله الطرف الآخر بوصفه الوصف البعيد. ومن هنا يمكن إضافة المرشحين.',
    'servers-asked':
      'خلف جهاز التوجيه لا يعرف المتصفح عنوانه العام. يخبره به STUN، أما TURN فيعيره عنوانًا من عنده.',
    address: 'يرد خادم STUN بالعنوان الذي جاءت منه حزمي: مرشح منعكس من الخادم (server-reflexive).',
    relay: 'حجز خادم TURN عنوانًا لي، ويعيد توجيه ما يصل إليه: وهذا يعمل حيث لا يعمل أي مسار مباشر.',
    'no-stun': 'أُرسل الطلب عدة مرات دون رد. غالبًا ما يحظر جدار حماية بروتوكول UDP.',
    'no-relay': 'تعذّر الوصول إلى خادم TURN أو رفض بيانات الاعتماد. ويحتاج إليه من هم خلف جدران حماية صارمة.',
    'no-candidates': 'لا يوجد عنوان يمكن للطرف الآخر تجربته. مع «عبر مُرحِّل فقط» يجب أن يأتي كل مرشح من TURN.',
    candidates: 'يُرسَل كل عنوان فور العثور عليه (trickle ICE)، كي لا ينتظر أحد أبطأها.',
    ringing: 'استلمت صفحة الطرف الآخر المكالمة وهي ترن. هذه الرسالة من عندنا؛ فلا رنين في WebRTC.',
    accepted: 'تم قبول المكالمة. من الآن يمكن إرسال ما تلتقطه كاميرا الطرف الآخر وميكروفونه.',
    checking: 'يرسل الطرفان طلبات STUN من كل مرشح لديهما إلى كل مرشح لدى الآخر، لمعرفة الأزواج التي تعمل.',
    'path-found': 'تم اختيار زوج يعمل، وتسلك كل الحزم هذا المسار. والمسار المباشر مفضّل على المُرحِّل.',
    'ice-failed': 'لم يتلقَّ أي زوج من المرشحين ردًا. يمكن لمُرحِّل أن يصل بين أي شبكتين تقريبًا.',
    encrypted:
      'تنتج مصافحة DTLS على هذا المسار مفاتيح SRTP. جاءت البصمات مع العرض والرد، ولا يملك أي خادم المفاتيح.',
    'dtls-failed': 'يعمل المسار، لكن تعذّر اتفاق الطرفين على المفاتيح، فلا يُرسَل شيء.',
    'channel-open':
      'تمر قناة بيانات عبر المسار المشفّر نفسه: حالات كتم الصوت والدردشة والعروض اللاحقة من دون الوسيط.',
    'first-frame':
      'ظهر أول إطار على الشاشة. تُبلغ ملاحظات RTCP الآن عن الفقدان، وتطلب إطارات رئيسية عند الحاجة.',
    stalled: 'لم يصل شيء منذ أكثر من ثانية. يبقى آخر إطار على الشاشة أثناء البحث عن مسار آخر.',
    'ice-restart':
      'تُجمع كل العناوين وتُفحص من جديد ببيانات اعتماد جديدة، بينما لا يزال المسار القديم مستخدَمًا.',
    recovered: 'عادت الحزم تصل. يطلب المستقبِل إطارًا رئيسيًا، لأن بعض الحزم لم يصل إلى فك الترميز.',
    'hang-up': 'يودّع أحد الطرفين عبر قناة البيانات وعبر الوسيط، ثم يغلق كلاهما الاتصال.',
    failed: 'لم يتم الاتصال، أو لم يعد في الوقت المناسب، فأُغلق.',
  },

  // stage
  pagePrevious: (page, pages) => `الصفحة السابقة، الحالية ${page} من ${pages}`,
  pageNext: (page, pages) => `الصفحة التالية، الحالية ${page} من ${pages}`,
  pin: name => `تثبيت ${one(name)}`,
  zoomIn: 'تكبير',
  zoomOut: 'تصغير',
  zoomFit: 'ملاءمة',
  zoomActual: 'الحجم الفعلي',
  screenFullscreen: 'عرض الشاشة المشتركة بملء الشاشة',

  // controls (handRaised is above)
  more: 'خيارات إضافية',
  reactions: 'التفاعلات',
  handRaise: 'رفع اليد',
  handLower: 'إنزال اليد',
  speakingWhileMuted: 'صوتك مكتوم أثناء تحدثك.',

  // announcements (others is above)
  joined: (names, count) => `انضمام ${list(names, count)} إلى المكالمة`,
  left: (names, count) => `مغادرة ${list(names, count)} للمكالمة`,
  newMessages: (names, count) =>
    plural(count, {
      one: `رسالة جديدة من ${list(names)}`,
      two: `رسالتان جديدتان من ${list(names)}`,
      few: `${count} رسائل جديدة من ${list(names)}`,
      many: `${count} رسالة جديدة من ${list(names)}`,
      other: `${count} رسالة جديدة من ${list(names)}`,
    }),
  newFile: name => `ملف معروض عليك: ${one(name)}`,
  raisedHands: (names, count) => `${count === 1 ? 'يد مرفوعة' : 'أيدٍ مرفوعة'}: ${list(names, count)}`,
  reacted: (names, emoji) => `تفاعل من ${list(names)}: ${emoji}`,
  connectionsLost: (names, count) => `انقطع الاتصال مؤقتًا مع ${list(names, count)}`,
  connected: 'تم الاتصال',

  // menus
  gridView: 'عرض الشبكة',
  speakerView: 'عرض المتحدث',
  pictureInPicture: 'صورة داخل صورة',
  pictureInPictureStop: 'الخروج من وضع صورة داخل صورة',
  pictureInPictureAuto: 'الفتح في نافذة عند تبديل علامات التبويب',
  shortcuts: 'اختصارات لوحة المفاتيح',
  shortcutsHint: 'تعمل عندما يكون التركيز داخل المكالمة، ولكن ليس في حقل نصي.',
  keySpace: 'مسافة',
  keyEscape: 'Esc',
  shortcutTalk: 'الضغط مع الاستمرار للتحدث أثناء كتم الصوت',
  shortcutClose: 'إغلاق ما هو مفتوح',

  // picture-in-picture
  inPictureInPicture: 'المكالمة في نافذتها المستقلة.',
  pictureInPictureBack: 'إعادتها إلى هنا',

  // errors
  deviceErrors: {
    'insecure-context': same(INSECURE),
    'not-supported': same(
      'لا يتيح هذا المتصفح للصفحات الكاميرا أو الميكروفون. لا يزال بإمكانك الانضمام والاستماع.',
    ),
    'permission-denied': {
      camera: 'الكاميرا محظورة لهذا الموقع.',
      microphone: 'الميكروفون محظور لهذا الموقع: لن يسمعك الآخرون.',
      both: 'الكاميرا والميكروفون محظوران لهذا الموقع.',
    },
    'permission-denied-by-system': {
      camera: 'لا يسمح النظام لهذا المتصفح باستخدام الكاميرا.',
      microphone: 'لا يسمح النظام لهذا المتصفح باستخدام الميكروفون.',
      both: 'لا يسمح النظام لهذا المتصفح باستخدام الكاميرا والميكروفون.',
    },
    'permission-dismissed': {
      camera: 'طلب المتصفح استخدام الكاميرا ولم يتلقَّ ردًا. يُرجى إعادة المحاولة واختيار «السماح».',
      microphone: 'طلب المتصفح استخدام الميكروفون ولم يتلقَّ ردًا. يُرجى إعادة المحاولة واختيار «السماح».',
      both: 'طلب المتصفح استخدام الكاميرا والميكروفون ولم يتلقَّ ردًا. يُرجى إعادة المحاولة واختيار «السماح».',
    },
    'policy-forbidden': {
      camera: 'لا يُسمح لهذه الصفحة باستخدام الكاميرا. على مالك الصفحة ضبط {detail}.',
      microphone: 'لا يُسمح لهذه الصفحة باستخدام الميكروفون. على مالك الصفحة ضبط {detail}.',
      both: 'لا يُسمح لهذه الصفحة باستخدام الكاميرا والميكروفون. على مالك الصفحة ضبط {detail}.',
    },
    'device-not-found': {
      camera: 'لم يتم العثور على كاميرا. يمكنك الانضمام من دونها.',
      microphone: 'لم يتم العثور على ميكروفون: لن يسمعك الآخرون. يمكنك الانضمام رغم ذلك.',
      both: 'لم يتم العثور على كاميرا ولا ميكروفون. يمكنك الانضمام للمشاهدة والاستماع.',
    },
    'device-in-use': {
      camera: 'يستخدم تطبيق آخر الكاميرا. يُرجى إغلاقه، ثم تشغيل الكاميرا هنا.',
      microphone: 'يستخدم تطبيق آخر الميكروفون. يُرجى إغلاقه، ثم تشغيل الميكروفون هنا.',
      both: 'يستخدم تطبيق آخر الكاميرا والميكروفون. يُرجى إغلاقه، ثم تشغيلهما هنا.',
    },
    'device-failed': {
      camera: 'توقفت الكاميرا عن العمل. يُرجى اختيار كاميرا أخرى أو الانضمام من دونها.',
      microphone: 'توقف الميكروفون عن العمل. يُرجى اختيار ميكروفون آخر.',
      both: 'توقفت الكاميرا والميكروفون عن العمل. يُرجى اختيار أجهزة أخرى.',
    },
  },
  permissionSteps: {
    chromium: 'يُرجى النقر على الرمز بجانب عنوان الصفحة، وتشغيل ما هو محظور، ثم إعادة المحاولة.',
    firefox: 'يُرجى النقر على الرمز المشطوب بجانب عنوان الصفحة، وإزالة «محظور»، ثم إعادة المحاولة.',
    safari:
      'من شريط القوائم، يُرجى فتح Safari › إعدادات لموقع الويب هذا، واختيار «السماح»، ثم إعادة المحاولة.',
    ios: 'يُرجى الضغط على الزر بجانب عنوان الصفحة، وفتح إعدادات موقع الويب، واختيار «السماح»، ثم إعادة المحاولة.',
    android:
      'يُرجى النقر على الرمز بجانب عنوان الصفحة، ثم «الأذونات»، والسماح بما هو محظور، ثم إعادة المحاولة.',
  },
  systemSteps: {
    mac: 'يُرجى فتح إعدادات النظام › الخصوصية والأمن › الكاميرا، والميكروفون، وتشغيل هذا المتصفح هناك. قد تلزم إعادة تشغيل المتصفح.',
    windows:
      'يُرجى فتح الإعدادات › الخصوصية والأمان › الكاميرا، والميكروفون، والسماح للتطبيقات وتطبيقات سطح المكتب باستخدامهما. ثم إعادة المحاولة.',
    other: 'يُرجى السماح بذلك في إعدادات الخصوصية في النظام، ثم إعادة المحاولة.',
  },
};
