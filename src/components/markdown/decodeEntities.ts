/**
 * Character references that are written in practice, in the order of what they stand for: a name without a character stands
 * for the one behind that of the name before it. HTML knows 2,231; one that is not here is shown as written.
 */
export const NAMES =
  'Tab=\t NewLine excl=! quot num dollar percnt amp apos lpar rpar ast plus comma period=. sol colon=: semi lt ' +
  'equals gt quest commat lsqb=[ bsol rsqb Hat lowbar grave lcub={ vert rcub nbsp=\u00A0 iexcl cent pound curren ' +
  'yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn sup2 sup3 acute micro para middot cedil sup1 ' +
  'ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc ' +
  'Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml ' +
  'Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute ' +
  'icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml ' +
  'Alpha=Α Beta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi Omicron Pi Rho Sigma=Σ Tau Upsilon ' +
  'Phi Chi Psi Omega alpha=α beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho ' +
  'sigmaf sigma tau upsilon phi chi psi omega ensp=\u2002 emsp thinsp=\u2009 zwnj=\u200C zwj lrm rlm hyphen ndash=– ' +
  'mdash lsquo=‘ rsquo sbquo ldquo=“ rdquo bdquo dagger=† Dagger bull hellip=… permil=‰ prime=′ Prime lsaquo=‹ ' +
  'rsaquo euro=€ trade=™ larr=← uarr rarr darr harr lArr=⇐ uArr rArr dArr hArr forall=∀ part=∂ exist empty=∅ ' +
  'nabla=∇ isin notin prod=∏ sum=∑ minus radic=√ prop=∝ infin ang=∠ and=∧ or cap cup int there4=∴ asymp=≈ ne=≠ ' +
  'equiv le=≤ ge sub=⊂ sup sube=⊆ supe perp=⊥ loz=◊ star=☆ check=✓ cross=✗';

const NAMED = readNames();

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z][a-zA-Z\d]{1,31}));/g;

/** Text with its HTML character references replaced by what they stand for, once and without a DOM. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(REFERENCE, (reference: string, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name) ?? reference;
    return fromCodePoint(decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal));
  });
}

function readNames(): ReadonlyMap<string, string> {
  let code = 0;
  return new Map(
    NAMES.split(' ').map((entry) => {
      const [name = '', character] = entry.split('=');
      code = character?.codePointAt(0) ?? code + 1;
      return [name, String.fromCodePoint(code)];
    }),
  );
}

function fromCodePoint(code: number): string {
  const invalid = !(code > 0 && code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff);
  return invalid ? '\uFFFD' : String.fromCodePoint(code);
}
