'use strict';
// Reads a .env as dotenv does, but knows where every value stands, so that one can be replaced without touching another byte.
const path = require('node:path');
const { createRequire } = require('node:module');

class Refusal extends Error {}
class Same extends Refusal {}
const refuse = (text) => { throw new Refusal(text); };

/** scheme://***@host/project of anything that looks like an address, *** of anything else. */
function masked(value) {
  if (value === '') return '(empty)';
  const parts = /^(https?:\/\/)[^@/]*@([\w.:[\]-]+(?:\/[\w.-]+)*)$/i.exec(value);
  return parts && !/[0-9a-f]{32}/i.test(parts[2]) ? `${parts[1]}***@${parts[2]}` : '*** (not a DSN)';
}

/** All assignments as dotenv finds them: { key, value, start, end, quote, line }, start and end being where the bare value stands. */
function assignments(text) {
  const found = [];
  let at = text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const head = /^[ \t\f\v]*(?:export[ \t\n\v\f\r]+)?([\w.-]+)(?:[ \t\n\v\f\r]*=|:[ \t\n\v\f\r])/.exec(rest);
    const lineEnd = at + /^[^\r\n]*/.exec(rest)[0].length;
    let next = lineEnd;
    if (head) {
      const from = at + head[0].length;
      const entry = { key: head[1], line: text.slice(0, at).split(/\r\n|\r|\n/).length };
      // A quoted value may begin on a later line and go on over several; an opening quote without a closing one is part of a bare value.
      const quoted = /^([ \t\n\v\f\r]*)(['"`])((?:\\\2|(?!\2)[^])*)\2[ \t\n\v\f\r]*(?:#[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(from));
      if (quoted) {
        const start = from + quoted[1].length + 1;
        Object.assign(entry, { value: quoted[3], start, end: start + quoted[3].length, quote: quoted[2] });
        next = from + quoted[0].length;
      } else {
        const [, space, bare] = /^([ \t\v\f]*)([^#\r\n]*)/.exec(text.slice(from));
        const value = bare.trimEnd();
        Object.assign(entry, { value, start: from + space.length, end: from + space.length + value.length, quote: '' });
        next = Math.max(from, from + /^[^\r\n]*/.exec(text.slice(from))[0].length);
      }
      found.push(entry);
    }
    at = next + (/^(\r\n|\r|\n)/.exec(text.slice(next))?.[0].length ?? 1);
  }
  return found;
}

/** The application's own dotenv, when it is installed beside the file, has the last word on what a file says. */
function dotenvOf(file) {
  try {
    return createRequire(path.join(path.dirname(file), 'package.json'))('dotenv');
  } catch (e) {
    if (e.code === 'MODULE_NOT_FOUND') return null;
    throw e;
  }
}

function effective(file, bytes, key) {
  const all = assignments(bytes.toString('latin1')).filter((entry) => entry.key === key);
  if (all.length > 1) {
    const lines = all.map((entry) => entry.line);
    refuse(`${file} has ${key} on the lines ${lines.join(', ')} and dotenv takes the last one: delete the others (or comment them out), then run this again`);
  }
  const theirs = dotenvOf(file)?.parse(bytes)[key];
  if (theirs !== undefined && theirs !== all[0]?.value) {
    refuse(`the application's dotenv reads ${key} in ${file} in another way than this script: write it on one line as ${key}=value without anything around it`);
  }
  return all[0];
}

module.exports = { Refusal, Same, refuse, masked, assignments, effective };
