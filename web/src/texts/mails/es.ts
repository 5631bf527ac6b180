import type { mails as en } from './en';
import type { Translated } from '../format';

export const mails: Translated<typeof en> = {
  'mails.title': 'Nuestros correos',
  'mails.lead': 'En la aplicación se te avisa de todo. Elige de qué te escribimos además.',
  'mails.videos': 'Vídeos',
  'mails.meetings': 'Grupo y reuniones',
  'mails.enrolment': 'Tu plaza',
  'mails.moderation': 'Vídeos ocultos y denuncias',
  'mails.required.TOPIC_RUN_CANCELLED': 'Siempre activo: tus planes dependen de ello.',
  'mails.required.TOPIC_VIDEO_HIDDEN': 'Siempre activo: tienes derecho a saber por qué y a oponerte.',
  'mails.required.TOPIC_MEETING_CANCELLED': 'Siempre activo: nadie debería esperar en una sala vacía.',
  'mails.required': 'Siempre activo: tus derechos o tus planes dependen de ello.',
  'mails.on': 'Estos correos vuelven a llegar.',
  'mails.off': 'Estos correos ya no llegan.',
  'mails.undo': 'Deshacer',
  'mails.notSaved': 'No se ha guardado; queda como estaba.',

  'unsubscribe.title': 'Menos correos',
  'unsubscribe.lead': 'Has abierto el enlace de un correo de Parley. Todavía no ha cambiado nada.',
  'unsubscribe.willStop': 'El primer botón detiene los correos como ese. El segundo detiene todos los que se pueden detener; unos pocos, como la cancelación de una reunión, siguen llegando.',
  'unsubscribe.inApp': 'En la aplicación se te avisa de todo como antes.',
  'unsubscribe.stop': 'Detener estos correos',
  'unsubscribe.stopAll': 'Detener todos los correos que se puedan detener',
  'unsubscribe.stopped': 'Hecho. Los correos como este ya no llegan:',
  'unsubscribe.stoppedUnknown': 'Hecho. Los correos como este ya no llegan.',
  'unsubscribe.stoppedAll': 'Hecho. Ya no llega ningún correo, salvo los pocos que no se pueden detener.',
  'unsubscribe.again': 'Puedes volver a activarlos cuando quieras en tus ajustes. Para eso hay que iniciar sesión.',
  'unsubscribe.toSettings': 'A los ajustes de correos',
  'unsubscribe.noToken': 'Este enlace no está completo. Ábrelo de nuevo desde el correo o elige tus correos en los ajustes.',
  'unsubscribe.badToken': 'Este enlace no funciona: quizá se perdió una parte. Ábrelo de nuevo desde el correo o elige tus correos en los ajustes.',
  'unsubscribe.gone': 'La cuenta o aquello de lo que trataba este correo ya no existe. No llegarán más correos sobre ello.',
};
