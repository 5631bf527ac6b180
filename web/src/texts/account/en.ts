import type { Text } from '../format';

// Signing in, and what an account says of somebody.
export const account = {
  'problem.TOO_MANY_SIGN_INS': 'We have already sent you several links. Please use the newest one in your inbox, or wait a little.',
  'problem.SIGN_IN_LINK_EXPIRED': 'This link has expired. Links work for 15 minutes. Please ask for a new one.',
  'problem.SIGN_IN_LINK_USED': 'This link was used already. Please ask for a new one.',

  'field.displayName': 'Please choose a name of 1 to 60 characters.',
  'field.country': 'Please choose a country from the list.',

  'signIn.title': 'Sign in',
  'signIn.lead': 'No password needed. We send you a link by e-mail. New here? The same link makes your account.',
  'signIn.email': 'E-mail address',
  'signIn.send': 'Send me a link',
  'signIn.sentTitle': 'Look into your inbox',
  'signIn.sent': 'We have sent a link to {email}. It works for 15 minutes.',
  'signIn.notThere': 'Nothing there? Look into the spam folder, or send it again.',
  'signIn.again': 'Use another address',

  'confirm.title': 'Welcome back',
  'confirm.lead': 'One tap and you are signed in on this device.',
  'confirm.button': 'Sign me in',
  'confirm.newLink': 'Ask for a new link',

  'welcome.title': 'Nice to meet you',
  'welcome.lead': 'How should your group see you?',
  'welcome.name': 'Name shown to others',
  'welcome.nameHint': 'A first name or a pseudonym is fine.',
  'welcome.country': 'Country',
  'welcome.countryNone': 'I prefer not to say',
  'welcome.countryHint': 'Groups bring together people of different countries.',
  'welcome.zone': 'Time zone',
  'welcome.consentTitle': 'Showing your videos',
  'welcome.later': 'Not now',

  'account.title': 'Account',
  'account.profile': 'How others see you',
  'account.signedInAs': 'Signed in as {email}',
  'account.language': 'Language',
  'account.languageHint': 'Of the app on this device, and of our mails to you.',
  'account.consents': 'Your consents',
  'account.mails': 'Mails',
  'account.mailsHint': 'What we write to you about, beside the app.',
  'account.toMails': 'Choose your mails',
  'account.signOut': 'Sign out',
  'account.signOutPending': 'A video is still on its way. Signing out discards it. Sign out?',
} satisfies Record<string, Text>;