import type {VerificationStrings} from './verification.js';

/** A name has its own direction, so that it doesn't reorder the sentence. */
const one = (name: string) => `\u2068${name}\u2069`;

export const strings: VerificationStrings = {
  verifyPerson: 'التحقق من الخصوصية',
  verifyTitle: 'التحقق من خصوصية المكالمة',
  verifyAsking: name => `في انتظار ${one(name)}…`,
  verifyCompare: name => `تُرجى مقارنة هذه الرموز بصوت مسموع مع ${one(name)}، وليس في الدردشة أبدًا.`,
  verifyEmoji: 'رموز للمقارنة',
  emojiMatch: 'متطابقة',
  emojiDiffer: 'غير متطابقة',
  rememberPerson: name => `تذكّر ${one(name)}`,
  rememberHint:
    'يُحفظ مفتاح في هذا المتصفح للتحقق تلقائيًا من المكالمات القادمة. يمكن لنصوص هذه الصفحة البرمجية استخدامه.',
  verifiedTitle: name => `لا أحد بينك وبين ${one(name)}`,
  verifiedHint: 'حتى الخادم الذي يصل بينكما لا يمكنه التنصت.',
  verifyWaiting: name => `في انتظار تأكيد ${one(name)}.`,
  remembersPerson: name => `هذا المتصفح يتذكّر ${one(name)}.`,
  cantRemember: 'لا يمكن لهذا المتصفح حفظ المفاتيح، لذا يلزم التحقق من المكالمة القادمة من جديد.',
  differTitle: 'الرموز غير متطابقة',
  differHint: name =>
    `قد يكون هناك من يتنصت. يُرجى عدم قول أي شيء سري، ومغادرة المكالمة، والتواصل مع ${one(name)} بطريقة أخرى.`,
  brokenOffTitle: 'توقف التحقق',
  brokenOffHint: name => `تم إيقافه من ${one(name)}، أو انقطع الاتصال. لم يثبت أي شيء بعد.`,
  noAnswerTitle: name => `لا رد من ${one(name)}`,
  noAnswerHint: 'قد تكون الصفحة هناك قديمة، أو لم يرَ أحد الطلب. لم يثبت أي شيء بعد.',
  cantVerifyTitle: name => `لا يمكن التحقق من المكالمة مع ${one(name)}`,
  cantVerifyHint: 'يلزم لذلك صفحة المكالمات نفسها ومتصفح حديث لدى الطرفين. تستمر المكالمة كما كانت.',
  verifyAborts: count =>
    `عدد مرات توقف التحقق على التوالي: ${count}. قد تكون هناك محاولة للتدخل بينكما: يُرجى عدم قول أي شيء سري.`,
  wantsToVerify: name => `طلب التحقق من خصوصية المكالمة من ${one(name)}`,
  compareEmoji: 'مقارنة',
  notNow: 'ليس الآن',
  checkAgain: 'التحقق مجددًا',
  verified: 'تم التحقق',
  verifiedAs: name => `تم التحقق باسم ${one(name)}`,
  notPrivate: 'لم تتطابق الرموز',
  keyChanged: 'لم يتم التحقق على هذا الجهاز',
  keyChangedHint: name =>
    `سبق التحقق من ${one(name)} في متصفح آخر. هذا جهاز جديد، أو مُسحت بيانات ذلك المتصفح.`,
  roomDiffers: name =>
    `يظهر لـ ${one(name)} أشخاص في الغرفة غير الذين يظهرون لك. يُرجى تبادل أسماء الموجودين.`,
  forgetPeople: 'نسيان من تم التحقق منهم',
  forgetHint: 'تُحذف كل المفاتيح التي يحفظها هذا المتصفح للمكالمات الخاصة. ستلزم مقارنة الرموز من جديد.',
  forgotten: 'هذا المتصفح لا يتذكّر أحدًا.',
  emojiNames: (
    'كلب,قطة,أسد,حصان,وحيد القرن,خنزير,فيل,أرنب,باندا,ديك,بطريق,سلحفاة,سمكة,أخطبوط,فراشة,زهرة,' +
    'شجرة,صبار,فطر,كرة أرضية,هلال,سحابة,نار,موزة,تفاحة,فراولة,ذرة,بيتزا,كعكة,قلب,ابتسامة,روبوت,' +
    'قبعة,نظارة,مفتاح ربط,بابا نويل,إبهام مرفوع,مظلة,ساعة رملية,منبه,هدية,مصباح,كتاب,قلم رصاص,مشبك ورق,مقص,قفل,مفتاح,' +
    'مطرقة,هاتف,علم,قطار,دراجة,طائرة,صاروخ,كأس,كرة,غيتار,بوق,جرس,مرساة,سماعات,مجلد,دبوس'
  ).split(','),
};
