/** Something that one can write to, from wherever one is: an address, a link, a form, a chat, a box for notes. */
const WRITTEN =
  /\S@\S|https?:|www\.|(?<![\p{L}\p{N}])[\p{L}\p{N}-]+\.(?:org|com|net|io|dev|eu|de|fr|uk|app|social|community|events?|info|chat)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])[#@][\p{L}\p{N}_-]{2}|(?<![\p{L}\p{N}])(?:e-?mails?|mail(?:box|ing\s+list)?|forms?|formular|fragebogen|formulaire|formulario|survey|questionnaire|poll|chat|slack|discord|matrix|irc|zulip|mattermost|telegram|signal|whatsapp|sms|text\s+messages?|direct\s+messages?|dms?|messages?|forum|discourse|website|web\s?page|web\s?site|page|issue\s+tracker|issues?|github|gitlab|feedback\s+box|letter\s?box|(?:suggestion|comment)s?\s+box|cards?|notes?|letters?|post(?:al)?(?:\s+address)?|in\s+writing|writ(?:e|ing|ten)|schriftlich|briefkasten|qr[\s-]code)(?![\p{L}\p{N}])/iu;

/**
 * Whether a way to give feedback is one for everybody ("Feedback": verbally in person is not accessible to everyone). What
 * is not known to be written is taken for spoken.
 */
export function isAccessible(way: string): boolean {
  return WRITTEN.test(way);
}
