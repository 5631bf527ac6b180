import type { account as en } from './en';
import type { Translated } from '../format';

export const account: Translated<typeof en> = {
  'problem.TOO_MANY_SIGN_INS': 'Ya te hemos enviado varios enlaces. Usa el más reciente o espera un poco.',
  'problem.SIGN_IN_LINK_EXPIRED': 'Este enlace ha caducado. Los enlaces valen 15 minutos. Pide uno nuevo.',
  'problem.SIGN_IN_LINK_USED': 'Este enlace ya se usó. Pide uno nuevo.',

  'field.displayName': 'Elige un nombre de 1 a 60 caracteres.',
  'field.country': 'Elige un país de la lista.',

  'signIn.title': 'Entrar',
  'signIn.lead': 'Sin contraseña. Te enviamos un enlace por correo. ¿Primera vez? El mismo enlace crea tu cuenta.',
  'signIn.email': 'Correo electrónico',
  'signIn.send': 'Enviarme un enlace',
  'signIn.sentTitle': 'Mira tu correo',
  'signIn.sent': 'Hemos enviado un enlace a {email}. Vale 15 minutos.',
  'signIn.notThere': '¿No llega? Mira en el correo no deseado o envíalo de nuevo.',
  'signIn.again': 'Usar otra dirección',

  'confirm.title': 'Qué bien verte',
  'confirm.lead': 'Un toque y entras en este dispositivo.',
  'confirm.button': 'Entrar ahora',
  'confirm.newLink': 'Pedir un enlace nuevo',

  'welcome.title': 'Encantados de conocerte',
  'welcome.lead': '¿Cómo debe verte tu grupo?',
  'welcome.name': 'Nombre que ven los demás',
  'welcome.nameHint': 'Basta un nombre de pila o un seudónimo.',
  'welcome.country': 'País',
  'welcome.countryNone': 'Prefiero no decirlo',
  'welcome.countryHint': 'Los grupos reúnen a personas de distintos países.',
  'welcome.zone': 'Zona horaria',
  'welcome.consentTitle': 'Mostrar tus vídeos',
  'welcome.later': 'Ahora no',

  'account.title': 'Cuenta',
  'account.profile': 'Cómo te ven los demás',
  'account.signedInAs': 'Has entrado como {email}',
  'account.language': 'Idioma',
  'account.languageHint': 'De la aplicación en este dispositivo y de nuestros correos.',
  'account.consents': 'Tus consentimientos',
  'account.mails': 'Correos',
  'account.mailsHint': 'De qué te escribimos, además de la aplicación.',
  'account.toMails': 'Elegir tus correos',
  'account.signOut': 'Salir',
  'account.signOutPending': 'Un vídeo sigue en camino. Al salir se descarta. ¿Salir?',
};
