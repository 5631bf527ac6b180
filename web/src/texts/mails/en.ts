import type { Text } from '../format';

// What people are mailed of, in the settings and behind a mail's link to stop it.
export const mails = {
  'mails.title': 'Mails to you',
  'mails.lead': 'In the app you are told everything. Choose what we also write to you about.',
  'mails.videos': 'Videos',
  'mails.meetings': 'Group and meetings',
  'mails.enrolment': 'Your place',
  'mails.moderation': 'Hidden videos and reports',
  'mails.required.TOPIC_RUN_CANCELLED': 'Always on: your plans hang on it.',
  'mails.required.TOPIC_VIDEO_HIDDEN': 'Always on: you have a right to know why, and to object.',
  'mails.required.TOPIC_MEETING_CANCELLED': 'Always on: nobody should wait in an empty room.',
  'mails.required': 'Always on: your rights or your plans hang on it.',
  'mails.on': 'These mails come again.',
  'mails.off': 'These mails do not come any more.',
  'mails.undo': 'Undo',
  'mails.notSaved': 'This was not saved; it stays as it was.',

  'unsubscribe.title': 'Fewer mails',
  'unsubscribe.lead': 'You opened the link of a mail from Parley. Nothing has changed yet.',
  'unsubscribe.willStop': 'The first button stops mails like that one. The second stops all mails that can be stopped; a few, such as a meeting that is called off, keep coming.',
  'unsubscribe.inApp': 'In the app you are told everything as before.',
  'unsubscribe.stop': 'Stop these mails',
  'unsubscribe.stopAll': 'Stop all mails that can be stopped',
  'unsubscribe.stopped': 'Done. Mails like this one do not come any more:',
  'unsubscribe.stoppedUnknown': 'Done. Mails like this one do not come any more.',
  'unsubscribe.stoppedAll': 'Done. No mails come any more, except the few that cannot be stopped.',
  'unsubscribe.again': 'You can turn them on again at any time in your settings. For that you sign in.',
  'unsubscribe.toSettings': 'To the settings of mails',
  'unsubscribe.noToken': 'This link is not complete. Please open it from the mail again, or choose your mails in the settings.',
  'unsubscribe.badToken': 'This link does not work: perhaps a part of it was lost. Please open it from the mail again, or choose your mails in the settings.',
  'unsubscribe.gone': 'The account or the thing that this mail was about is gone. No more mails come of it.',
} satisfies Record<string, Text>;
