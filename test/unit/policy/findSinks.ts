import { Visitor, parseSync } from 'oxc-parser';

/** Attributes and properties by which a page loads, goes somewhere, or becomes markup. Lower case. */
const NAMES = new Set(
  (
    'href xlinkhref src srcdoc srcset imagesrcset action formaction poster ping background manifest codebase cite longdesc ' +
    'archive usemap dangerouslysetinnerhtml innerhtml outerhtml'
  ).split(' '),
);

/** Elements that load, run, submit or go somewhere. */
const ELEMENTS = new Set(
  'a area audio base embed form frame iframe image img link meta object script source style track video portal'.split(
    ' ',
  ),
);

/** Functions and constructors that turn text into markup or code, or go somewhere. */
const CALLS = new Set(
  (
    'eval Function setAttribute setAttributeNS setAttributeNode insertAdjacentHTML setHTMLUnsafe ' +
    'createContextualFragment parseFromString parseHTMLUnsafe importScripts sendBeacon EventSource WebSocket ' +
    'Worker SharedWorker Image Audio XMLHttpRequest'
  ).split(' '),
);

/** Methods that do so only of these objects. */
const OWNED = /^(window|globalThis|self|top|parent|document|location)\.(open|write|writeln|assign|replace)$/;

const READS_LOCATION = /^(window|globalThis|self|top|parent|document)$/;

/** A place in a source where a URL, markup or code could reach the page: `<a>`, `href=`, `.srcdoc`, `open()`. */
export function findSinks(path: string, source: string): string[] {
  const { program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const found = new Set<string>();
  const addName = (name: string) => {
    if (NAMES.has(name.toLowerCase().replace(/[:-]/g, ''))) found.add(`${name}=`);
  };

  new Visitor({
    JSXOpeningElement({ name, attributes }) {
      if (name.type !== 'JSXIdentifier' || !/^[a-z]/.test(name.name)) return;
      if (ELEMENTS.has(name.name.toLowerCase())) found.add(`<${name.name}>`);
      for (const attribute of attributes) {
        if (attribute.type !== 'JSXAttribute') continue;
        const { name } = attribute;
        addName(name.type === 'JSXNamespacedName' ? `${name.namespace.name}:${name.name.name}` : name.name);
      }
    },
    JSXAttribute({ name }) {
      if (name.type === 'JSXIdentifier' && /^(dangerouslySetInnerHTML|srcDoc)$/.test(name.name)) addName(name.name);
    },
    AssignmentExpression({ left }) {
      const name = left.type === 'MemberExpression' && nameOf(left.property);
      if (name) addName(name);
      if (name === 'location' || (left.type === 'Identifier' && left.name === 'location')) found.add('location=');
    },
    Property({ key }) {
      const name = nameOf(key);
      if (name && /^(dangerouslySetInnerHTML|srcDoc|srcdoc|innerHTML)$/.test(name)) addName(name);
    },
    MemberExpression({ object, property }) {
      const name = nameOf(property);
      if (object.type === 'Identifier' && READS_LOCATION.test(object.name) && name === 'location')
        found.add('location');
    },
    CallExpression({ callee, arguments: [first] }) {
      const name =
        callee.type === 'Identifier' ? callee.name : callee.type === 'MemberExpression' && nameOf(callee.property);
      const owner = callee.type === 'MemberExpression' && callee.object.type === 'Identifier' ? callee.object.name : '';
      if (name && (CALLS.has(name) || OWNED.test(`${owner}.${name}`))) found.add(`${name}()`);
      const element = first?.type === 'Literal' && typeof first.value === 'string' ? first.value : '';
      if (/^(createElement|createElementNS|jsxs?)$/.test(name || '') && ELEMENTS.has(element))
        found.add(`<${element}>`);
    },
    NewExpression({ callee }) {
      if (callee.type === 'Identifier' && CALLS.has(callee.name)) found.add(`${callee.name}()`);
    },
  }).visit(program);
  return [...found].sort();
}

function nameOf(key: object): string | undefined {
  if ('name' in key && typeof key.name === 'string') return key.name;
  return 'value' in key && typeof key.value === 'string' ? key.value : undefined;
}
