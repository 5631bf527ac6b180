// ISO 3166-1 alpha-2.
export const countries =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

// A browser's language says little about where somebody is ("en-US" is everywhere); the zone of their clock says more. The zones of the
// countries most of our participants live in.
const zoneCountries: Record<string, string> = {
  'Africa/Algiers': 'DZ', 'Africa/Cairo': 'EG', 'Africa/Casablanca': 'MA', 'Africa/Tripoli': 'LY', 'Africa/Tunis': 'TN',
  'Asia/Amman': 'JO', 'Asia/Baghdad': 'IQ', 'Asia/Beirut': 'LB', 'Asia/Damascus': 'SY', 'Asia/Gaza': 'PS', 'Asia/Hebron': 'PS',
  'Asia/Jerusalem': 'IL', 'Asia/Istanbul': 'TR', 'Europe/Istanbul': 'TR', 'Europe/Amsterdam': 'NL', 'Europe/Athens': 'GR',
  'Europe/Belgrade': 'RS', 'Europe/Berlin': 'DE', 'Europe/Bratislava': 'SK', 'Europe/Brussels': 'BE', 'Europe/Bucharest': 'RO',
  'Europe/Budapest': 'HU', 'Europe/Copenhagen': 'DK', 'Europe/Dublin': 'IE', 'Europe/Helsinki': 'FI', 'Europe/Kyiv': 'UA',
  'Europe/Kiev': 'UA', 'Europe/Lisbon': 'PT', 'Europe/Ljubljana': 'SI', 'Europe/London': 'GB', 'Europe/Luxembourg': 'LU',
  'Europe/Madrid': 'ES', 'Europe/Malta': 'MT', 'Europe/Oslo': 'NO', 'Europe/Paris': 'FR', 'Europe/Prague': 'CZ', 'Europe/Riga': 'LV',
  'Europe/Rome': 'IT', 'Europe/Sarajevo': 'BA', 'Europe/Skopje': 'MK', 'Europe/Sofia': 'BG', 'Europe/Stockholm': 'SE',
  'Europe/Tallinn': 'EE', 'Europe/Tirane': 'AL', 'Europe/Vienna': 'AT', 'Europe/Vilnius': 'LT', 'Europe/Warsaw': 'PL',
  'Europe/Zagreb': 'HR', 'Europe/Zurich': 'CH', 'Asia/Nicosia': 'CY',
};

export function guessCountry(zone: string, languages: readonly string[]): string {
  const byZone = zoneCountries[zone];
  if (byZone) return byZone;
  for (const tag of languages) {
    const region = /-([A-Z]{2})\b/.exec(tag)?.[1];
    if (region && countries.includes(region)) return region;
  }
  return '';
}

export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

export function zones(also: string): string[] {
  const known = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
  return [...new Set([...known, also, 'UTC'])].filter(Boolean).sort();
}

// The first instant of a day ("2026-03-01") on the clocks of a zone. Where the clocks skip midnight that day, the instant they skip to.
export function startOfDay(day: string, zone: string): Date {
  const midnight = Date.parse(`${day}T00:00:00Z`);
  let instant = midnight - offset(midnight, zone);
  instant = midnight - offset(instant, zone);
  return new Date(instant);
}

// How far the clocks of a zone are ahead of UTC at an instant.
function offset(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
  }).formatToParts(new Date(instant));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const local = Date.UTC(of('year'), of('month') - 1, of('day'), of('hour'), of('minute'), of('second'));
  return local - Math.floor(instant / 1000) * 1000;
}

// Today's date ("2026-03-01") on the clocks of a zone.
export function today(now: Date, zone: string): string {
  return new Date(now.getTime() + offset(now.getTime(), zone)).toISOString().slice(0, 10);
}
