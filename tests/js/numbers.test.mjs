import assert from "node:assert/strict";
import test from "node:test";
import { load, python } from "./shipped.mjs";

const { figure, formatNumber, formatCount } = load("live_view");

test("a value is written as Python writes it", () => {
  for (const [value, digits, text] of python.figures) assert.equal(figure(value, digits), text);
});

test("a running number has the digits of Python's #g, so that it keeps its width", () => {
  for (const [value, digits, text] of python.running) assert.equal(formatNumber(value, digits), text);
});

test("a count stands in groups of three, as in Python", () => {
  for (const [number, text] of python.counts) assert.equal(formatCount(number), text);
});

test("what is no number is said to be none", () => {
  for (const value of [NaN, Infinity, -Infinity]) assert.equal(formatNumber(value, 4), "no value");
});
