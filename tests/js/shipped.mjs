// The scripts as they are shipped, each run in a context of its own. `tests/js/test_javascript.py`
// writes them and what Python says on the same values into the folder XORCORE_SCRIPTS.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import vm from "node:vm";

const folder = process.env.XORCORE_SCRIPTS;
if (!folder) throw new Error("run `pytest tests/js/test_javascript.py`, which packs the scripts and values that are tested");

export const python = JSON.parse(readFileSync(join(folder, "python.json"), "utf8"));
export const packed = (name) => new Uint8Array(readFileSync(join(folder, `${name}.message`)));

// What a script declares, by name: names("formatCount", ...) of `load(bundle)`.
export function load(bundle, surroundings = {}) {
  const code = readFileSync(join(folder, `${bundle}.mjs`), "utf8").replace("export default function", "exported = function");
  const context = vm.createContext({ TextDecoder, console, performance, ...surroundings });
  vm.runInContext(code, context, { filename: `${bundle}.mjs` });
  return new Proxy({}, { get: (_, name) => vm.runInContext(name, context) });
}

// Objects of another context have other prototypes: compared by what they hold.
export const plain = (value) => JSON.parse(JSON.stringify(value));
