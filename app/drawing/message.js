// Reads what `message.py` packs: header length, JSON header, typed sections, their offsets
// counted from the end of the header. Several messages stand one behind the other.

const SECTION_TYPES = { u1: Uint8Array, i1: Int8Array, f4: Float32Array, f8: Float64Array };

function decodeMessage(bytes) {
  // Typed views need offsets that are multiples of their element's size.
  const message = bytes.byteOffset % 4 ? bytes.slice() : bytes;
  const { header, start } = decodeHeader(message);
  const sections = {};
  for (const [name, section] of Object.entries(header.sections)) {
    sections[name] = decodeSection(message.subarray(start), name, section);
  }
  return { header, sections };
}

function decodeHeader(message) {
  const start = 4 + new DataView(message.buffer, message.byteOffset, 4).getUint32(0, true);
  return { header: JSON.parse(new TextDecoder().decode(message.subarray(4, start))), start };
}

// The messages that came as one, each with its header and its own bytes.
function splitMessage(message) {
  const messages = [];
  for (let rest = message; rest.length;) {
    const { header, start } = decodeHeader(rest);
    const end = start + header.length;
    messages.push({ header, bytes: rest.subarray(0, end) });
    rest = rest.subarray(end);
  }
  return messages;
}

function decodeSection(content, name, [type, offset, count, scale]) {
  const Values = SECTION_TYPES[type];
  if (!Values) throw new Error(`section ${name}: unknown type ${type}`);
  if (offset + count * Values.BYTES_PER_ELEMENT > content.byteLength) {
    throw new Error(`section ${name} reaches beyond the message`);
  }
  const bytes = content.subarray(offset, offset + count * Values.BYTES_PER_ELEMENT);
  const { buffer, byteOffset } = bytes.byteOffset % Values.BYTES_PER_ELEMENT ? bytes.slice() : bytes;
  const values = new Values(buffer, byteOffset, count);
  return type === "i1" ? Float64Array.from(values, (value) => (scale * value) / 127) : values;
}
