import type { account as en } from './en';
import type { Translated } from '../format';

export const account: Translated<typeof en> = {
  'problem.TOO_MANY_SIGN_INS': 'أرسلنا إليك عدة روابط. استخدم أحدثها في بريدك، أو انتظر قليلًا.',
  'problem.SIGN_IN_LINK_EXPIRED': 'انتهت صلاحية هذا الرابط. تعمل الروابط 15 دقيقة. اطلب رابطًا جديدًا.',
  'problem.SIGN_IN_LINK_USED': 'سبق استخدام هذا الرابط. اطلب رابطًا جديدًا.',

  'field.displayName': 'اختر اسمًا من 1 إلى 60 حرفًا.',
  'field.country': 'اختر بلدًا من القائمة.',

  'signIn.title': 'تسجيل الدخول',
  'signIn.lead': 'لا حاجة إلى كلمة مرور. نرسل إليك رابطًا بالبريد الإلكتروني. جديد هنا؟ الرابط نفسه ينشئ حسابك.',
  'signIn.email': 'عنوان البريد الإلكتروني',
  'signIn.send': 'أرسل لي رابطًا',
  'signIn.sentTitle': 'افتح بريدك',
  'signIn.sent': 'أرسلنا رابطًا إلى {email}. يعمل لمدة 15 دقيقة.',
  'signIn.notThere': 'لم يصل؟ انظر في البريد غير المرغوب، أو أرسله مرة أخرى.',
  'signIn.again': 'استخدم عنوانًا آخر',

  'confirm.title': 'أهلًا بعودتك',
  'confirm.lead': 'ضغطة واحدة ويتم تسجيل دخولك على هذا الجهاز.',
  'confirm.button': 'سجّل دخولي',
  'confirm.newLink': 'اطلب رابطًا جديدًا',

  'welcome.title': 'سعدنا بلقائك',
  'welcome.lead': 'كيف تودّ أن تراك مجموعتك؟',
  'welcome.name': 'الاسم الظاهر للآخرين',
  'welcome.nameHint': 'يكفي الاسم الأول أو اسم مستعار.',
  'welcome.country': 'البلد',
  'welcome.countryNone': 'أفضّل عدم الإجابة',
  'welcome.countryHint': 'تجمع المجموعات أشخاصًا من بلدان مختلفة.',
  'welcome.zone': 'المنطقة الزمنية',
  'welcome.consentTitle': 'عرض فيديوهاتك',
  'welcome.later': 'ليس الآن',

  'account.title': 'الحساب',
  'account.profile': 'كيف يراك الآخرون',
  'account.signedInAs': 'دخلت باسم {email}',
  'account.language': 'اللغة',
  'account.languageHint': 'لغة التطبيق على هذا الجهاز، ولغة رسائلنا إليك.',
  'account.consents': 'موافقاتك',
  'account.mails': 'الرسائل',
  'account.mailsHint': 'ما نكتب إليك عنه بالبريد، إلى جانب التطبيق.',
  'account.toMails': 'اختر رسائلك',
  'account.signOut': 'تسجيل الخروج',
  'account.signOutPending': 'ما زال فيديو في الطريق. تسجيل الخروج يحذفه. هل تخرج؟',
};
