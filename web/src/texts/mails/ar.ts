import type { mails as en } from './en';
import type { Translated } from '../format';

export const mails: Translated<typeof en> = {
  'mails.title': 'رسائلنا إليك',
  'mails.lead': 'في التطبيق نخبرك بكل شيء. اختر ما نكتب إليك عنه بالبريد أيضًا.',
  'mails.videos': 'الفيديوهات',
  'mails.meetings': 'المجموعة واللقاءات',
  'mails.enrolment': 'مقعدك',
  'mails.moderation': 'الفيديوهات المخفية والبلاغات',
  'mails.required.TOPIC_RUN_CANCELLED': 'مفعّل دائمًا: خططك تتوقف عليه.',
  'mails.required.TOPIC_VIDEO_HIDDEN': 'مفعّل دائمًا: من حقك أن تعرف السبب وأن تعترض.',
  'mails.required.TOPIC_MEETING_CANCELLED': 'مفعّل دائمًا: لا ينبغي أن ينتظر أحد في غرفة فارغة.',
  'mails.required': 'مفعّل دائمًا: حقوقك أو خططك تتوقف عليه.',
  'mails.on': 'تصلك هذه الرسائل من جديد.',
  'mails.off': 'لن تصلك هذه الرسائل بعد الآن.',
  'mails.undo': 'تراجع',
  'mails.notSaved': 'لم يُحفظ هذا التغيير، وبقي كل شيء كما كان.',

  'unsubscribe.title': 'رسائل أقل',
  'unsubscribe.lead': 'فتحت رابطًا من رسالة من Parley. لم يتغير شيء بعد.',
  'unsubscribe.willStop': 'الزر الأول يوقف الرسائل المشابهة لتلك الرسالة. الزر الثاني يوقف كل الرسائل التي يمكن إيقافها؛ وتبقى رسائل قليلة تصلك، مثل إلغاء لقاء.',
  'unsubscribe.inApp': 'في التطبيق نخبرك بكل شيء كما كان.',
  'unsubscribe.stop': 'أوقف هذه الرسائل',
  'unsubscribe.stopAll': 'أوقف كل الرسائل التي يمكن إيقافها',
  'unsubscribe.stopped': 'تم. لن تصلك بعد الآن رسائل مثل هذه:',
  'unsubscribe.stoppedUnknown': 'تم. لن تصلك بعد الآن رسائل مثل هذه.',
  'unsubscribe.stoppedAll': 'تم. لن تصلك أي رسائل بعد الآن، إلا القليل الذي لا يمكن إيقافه.',
  'unsubscribe.again': 'يمكنك تفعيلها من جديد متى شئت في إعداداتك، بعد تسجيل الدخول.',
  'unsubscribe.toSettings': 'إلى إعدادات الرسائل',
  'unsubscribe.noToken': 'هذا الرابط غير مكتمل. افتحه من الرسالة مرة أخرى، أو اختر رسائلك في الإعدادات.',
  'unsubscribe.badToken': 'هذا الرابط لا يعمل: ربما ضاع جزء منه. افتحه من الرسالة مرة أخرى، أو اختر رسائلك في الإعدادات.',
  'unsubscribe.gone': 'الحساب أو ما كانت الرسالة عنه لم يعد موجودًا. لن تصلك رسائل أخرى عنه.',
};
