import type { mails as en } from './en';
import type { Translated } from '../format';

export const mails: Translated<typeof en> = {
  'mails.title': 'Nos e-mails',
  'mails.lead': 'Dans l’application, tout vous est annoncé. Choisissez ce que nous vous écrivons en plus.',
  'mails.videos': 'Vidéos',
  'mails.meetings': 'Groupe et rencontres',
  'mails.enrolment': 'Votre place',
  'mails.moderation': 'Vidéos masquées et signalements',
  'mails.required.TOPIC_RUN_CANCELLED': 'Toujours envoyé : vos projets en dépendent.',
  'mails.required.TOPIC_VIDEO_HIDDEN': 'Toujours envoyé : vous avez le droit de savoir pourquoi, et de vous y opposer.',
  'mails.required.TOPIC_MEETING_CANCELLED': 'Toujours envoyé : personne ne doit attendre dans une salle vide.',
  'mails.required': 'Toujours envoyé : vos droits ou vos projets en dépendent.',
  'mails.on': 'Ces e-mails arrivent de nouveau.',
  'mails.off': 'Ces e-mails n’arrivent plus.',
  'mails.undo': 'Annuler',
  'mails.notSaved': 'Cela n’a pas été enregistré ; rien ne change.',

  'unsubscribe.title': 'Moins d’e-mails',
  'unsubscribe.lead': 'Vous avez ouvert le lien d’un e-mail de Parley. Rien n’a encore changé.',
  'unsubscribe.willStop': 'Le premier bouton arrête les e-mails de ce genre. Le second arrête tous ceux qui peuvent l’être ; quelques-uns, comme l’annulation d’une rencontre, continuent d’arriver.',
  'unsubscribe.inApp': 'Dans l’application, tout vous est annoncé comme avant.',
  'unsubscribe.stop': 'Arrêter ces e-mails',
  'unsubscribe.stopAll': 'Arrêter tous les e-mails qui peuvent l’être',
  'unsubscribe.stopped': 'C’est fait. Les e-mails de ce genre n’arrivent plus :',
  'unsubscribe.stoppedUnknown': 'C’est fait. Les e-mails de ce genre n’arrivent plus.',
  'unsubscribe.stoppedAll': 'C’est fait. Plus aucun e-mail n’arrive, sauf ceux qu’on ne peut pas arrêter.',
  'unsubscribe.again': 'Vous pouvez les réactiver à tout moment dans vos réglages. Il faut pour cela vous connecter.',
  'unsubscribe.toSettings': 'Vers les réglages des e-mails',
  'unsubscribe.noToken': 'Ce lien est incomplet. Ouvrez-le de nouveau depuis l’e-mail, ou choisissez vos e-mails dans les réglages.',
  'unsubscribe.badToken': 'Ce lien ne fonctionne pas : une partie s’est peut-être perdue. Ouvrez-le de nouveau depuis l’e-mail, ou choisissez vos e-mails dans les réglages.',
  'unsubscribe.gone': 'Le compte ou l’objet de cet e-mail n’existe plus. Aucun autre e-mail n’arrivera à ce sujet.',
};
