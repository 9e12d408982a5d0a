/** Arabic (Modern Standard). The words, and how the texts stay free of gender, are explained in docs/glossary/ar.md. */
import type {CommonStrings} from './index.js';
import {pluralsOf} from './plural.js';

const plural = pluralsOf('ar');

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

export const strings: CommonStrings = {
  // base
  tag: 'ar',
  me: 'أنت',
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
    removed: 'تمت إزالتك من المكالمة',
    'not-admitted': 'لم يُسمح لك بالدخول',
    'ended-by-host': 'تم إنهاء المكالمة للجميع',
  },
  endTitlesRung: {
    declined: 'تم رفض المكالمة من جانبك',
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
  },

  // views
  callRegion: 'مكالمة فيديو',
  guestNumber: number => `ضيف ${number}`,
  captions: 'التسميات التوضيحية',
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
  selfMove: 'نقل الفيديو الخاص بك إلى زاوية أخرى: يمكن أيضًا بمفاتيح الأسهم أو بالسحب',
  selfHide: 'إخفاء الفيديو الخاص بك',
  selfShow: 'إظهار الفيديو الخاص بك',
  turnSoundOn: 'تشغيل الصوت',
  dropFiles: 'إفلات الملفات لإرسالها',
  controls: 'عناصر التحكم في المكالمة',
  microphoneOn: 'تشغيل الميكروفون',
  microphoneOff: 'إيقاف الميكروفون',
  microphoneNone: 'لا يوجد ميكروفون',
  microphoneInterrupted: 'كتم النظام أو المتصفح الميكروفون',
  cameraOn: 'تشغيل الكاميرا',
  cameraOff: 'إيقاف الكاميرا',
  cameraNone: 'لا توجد كاميرا',
  cameraInterrupted: 'أوقف النظام أو المتصفح الكاميرا مؤقتًا',
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
  callAgain: 'الاتصال مرة أخرى',
  callBack: 'معاودة الاتصال',

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
    'peer-unavailable': 'الطرف الآخر غير متصل الآن. يُرجى إعادة المحاولة لاحقًا.',
    'connection-failed': 'شبكتك أو شبكة الطرف الآخر لا تسمح بمرور المكالمة.',
    'connection-lost': 'يُرجى التحقق من الشبكة، ثم إعادة المحاولة.',
  },

  // decline
  declineLines: [
    'سأعاود الاتصال بك.',
    'لا يمكنني التحدث الآن.',
    'أنا في اجتماع.',
    'هل يمكنك مراسلتي بدلًا من ذلك؟',
  ],
  ownDeclineLine: 'رسالة من كتابتك',
  sendAndDecline: 'إرسال ورفض',

  // lan-link
  localOnly:
    'لا يعمل هذا الرابط إلا على هذا الكمبيوتر. لكي يعمل لدى الآخرين، يُرجى تشغيل الخادم مع \u2066--lan\u2069.',
  lanQrCode: 'رمز QR يحتوي على رابط هذه المكالمة',
  lanHint: 'يُرجى مسح هذا الرمز بهاتف على الشبكة نفسها. سيحذّر الهاتف مرة واحدة من أنه لا يعرف هذا الكمبيوتر.',

  // missed
  missedCalls: 'المكالمات الفائتة',
  clearMissed: 'محو',
  severalCalls: (name, count) => `${one(name)} (${count})`,
  callBackTo: name => `معاودة الاتصال بـ ${one(name)}`,

  // chat
  chatEmpty: 'لا توجد رسائل بعد. تُرسل الرسائل مباشرة إلى من في المكالمة، وتختفي عند مغادرتك.',
  chatAlone: 'لا يوجد أحد آخر هنا بعد. يمكنك إرسال هذا فور انضمام أحد.',
  chatPlaceholder: 'كتابة رسالة',
  chatPlaceholderTo: name => `كتابة رسالة إلى ${one(name)} فقط`,
  chatTo: 'إلى',
  everyone: 'الجميع',
  chatToGone: name => `${one(name)} خارج المكالمة الآن. يُرجى اختيار من يتلقى رسالتك.`,
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
    failed: 'لم يتم الاستلام. يمكنك طلبه مجددًا.',
  },
  fileSending: {
    offered: name => `متاح للتنزيل لـ ${one(name)}`,
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
  host: 'إدارة المكالمة',
  handRaised: 'يد مرفوعة',
  cameraIsOff: 'الكاميرا متوقفة',
  speaking: 'جارٍ التحدث',
  sharesScreen: 'مشاركة الشاشة جارية',
  volumeOf: name => `مستوى صوت ${one(name)}`,
  volume: 'مستوى الصوت',
  pinPerson: 'تثبيت',
  messagePerson: 'مراسلة',
  noChat: 'الصوت والفيديو فقط',
  inviteTitle: 'دعوة آخرين',
  showQrCode: 'رمز QR لفتح المكالمة على الهاتف',
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
  newFile: name => `ملف متاح لك للتنزيل: ${one(name)}`,
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
  keySpace: 'مفتاح المسافة',
  keyEscape: 'Esc',
  shortcutTalk: 'الضغط مع الاستمرار للتحدث أثناء كتم الصوت',
  shortcutClose: 'إغلاق ما هو مفتوح',

  // picture-in-picture
  inPictureInPicture: 'المكالمة في نافذتها المستقلة.',
  pictureInPictureBack: 'إعادتها إلى هنا',
};
