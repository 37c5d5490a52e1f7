// Numbers in words, letter by letter as `numbers.py` says them.

const SPACE = "\u202f"; // between groups of three digits

// 12400 as "12\u202f400".
function formatCount(number) {
  return String(Math.round(number)).replace(/\B(?=(\d{3})+$)/g, SPACE);
}

const trueMinus = (number) => number.replaceAll("-", "−");

// So many significant digits, without zeros at the end: 0.25, 0.0061432, 6.1432e−05.
const figure = (value, digits = 5) => formatNumber(value, digits).replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "");

// The same with these zeros, so that a running number keeps its width.
function formatNumber(value, digits) {
  if (!Number.isFinite(value)) return "no value";
  return trueMinus(pythonNumber(value, digits));
}

function pythonNumber(value, digits) {
  const [mantissa, exponent] = toEven(value, digits).split("e");
  const power = Number(exponent);
  if (power >= -4 && power < digits) return Number(`${mantissa}e${power}`).toFixed(digits - 1 - power);
  return `${mantissa}e${power < 0 ? "-" : "+"}${String(Math.abs(power)).padStart(2, "0")}`;
}

// Half-way between two numbers of so many digits, Python takes the even one and JavaScript the larger.
function toEven(value, digits) {
  const text = value.toExponential(digits - 1);
  const finer = value.toExponential(digits);
  const isHalf = finer.includes("5e") && /^0*e/.test(value.toExponential(20).slice(finer.indexOf("e")));
  return isHalf ? text.replace(/[13579](?=e)/, (digit) => digit - 1) : text;
}
