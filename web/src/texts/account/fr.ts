import type { account as en } from './en';
import type { Translated } from '../format';

export const account: Translated<typeof en> = {
  'problem.TOO_MANY_SIGN_INS': 'Nous vous avons déjà envoyé plusieurs liens. Utilisez le plus récent, ou attendez un peu.',
  'problem.SIGN_IN_LINK_EXPIRED': 'Ce lien a expiré. Un lien est valable 15 minutes. Demandez-en un nouveau.',
  'problem.SIGN_IN_LINK_USED': 'Ce lien a déjà servi. Demandez-en un nouveau.',

  'field.displayName': 'Choisissez un nom de 1 à 60 caractères.',
  'field.country': 'Choisissez un pays dans la liste.',

  'signIn.title': 'Connexion',
  'signIn.lead': 'Sans mot de passe. Nous vous envoyons un lien par e-mail. Première visite ? Le même lien crée votre compte.',
  'signIn.email': 'Adresse e-mail',
  'signIn.send': 'M’envoyer un lien',
  'signIn.sentTitle': 'Regardez vos e-mails',
  'signIn.sent': 'Un lien est parti vers {email}. Il est valable 15 minutes.',
  'signIn.notThere': 'Rien reçu ? Regardez dans les indésirables, ou renvoyez-le.',
  'signIn.again': 'Utiliser une autre adresse',

  'confirm.title': 'Heureux de vous revoir',
  'confirm.lead': 'Un geste et vous êtes connecté sur cet appareil.',
  'confirm.button': 'Me connecter',
  'confirm.newLink': 'Demander un nouveau lien',

  'welcome.title': 'Enchantés',
  'welcome.lead': 'Comment votre groupe doit-il vous voir ?',
  'welcome.name': 'Nom montré aux autres',
  'welcome.nameHint': 'Un prénom ou un pseudonyme suffit.',
  'welcome.country': 'Pays',
  'welcome.countryNone': 'Je préfère ne pas le dire',
  'welcome.countryHint': 'Les groupes réunissent des personnes de pays différents.',
  'welcome.zone': 'Fuseau horaire',
  'welcome.consentTitle': 'Montrer vos vidéos',
  'welcome.later': 'Plus tard',

  'account.title': 'Compte',
  'account.profile': 'Comment les autres vous voient',
  'account.signedInAs': 'Connecté en tant que {email}',
  'account.language': 'Langue',
  'account.languageHint': 'De l’application sur cet appareil et de nos e-mails.',
  'account.consents': 'Vos accords',
  'account.mails': 'E-mails',
  'account.mailsHint': 'Ce que nous vous écrivons, en plus de l’application.',
  'account.toMails': 'Choisir vos e-mails',
  'account.signOut': 'Se déconnecter',
  'account.signOutPending': 'Une vidéo est encore en route. La déconnexion la supprime. Continuer ?',
};
