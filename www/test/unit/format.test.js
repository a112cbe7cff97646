import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Format, endpointText, utc } from '../../format.js';

const at = (/** @type {number} */ seconds, /** @type {number} */ nanoseconds) => ({ seconds, nanoseconds });

test('times are relative to the beginning, to the microsecond, without grouping', () => {
  const english = new Format('en');
  assert.equal(english.relative(at(1_700_000_000, 2_100_000), at(1_700_000_000, 0)), '0.002100');
  assert.equal(english.relative(at(1_700_012_345, 0), at(1_700_000_000, 999_999_000)), '12344.000001');
  assert.equal(english.relative(at(10, 0), at(10, 500_000_000)), '-0.500000');
  assert.equal(new Format('vi').relative(at(1, 500_000_000), at(0, 0)), '1,500000');
});

test('a difference below a microsecond does not round up', () => {
  assert.equal(new Format('en').relative(at(0, 999_999_999), at(0, 0)), '0.999999');
});

test('amounts are grouped as the language does it', () => {
  assert.equal(new Format('en').amount(1234567), '1,234,567');
  assert.equal(new Format('vi').amount(1234567), '1.234.567');
});

test('spans choose their unit', () => {
  const format = new Format('en');
  assert.equal(format.span(0.355), '0.355 ms');
  assert.equal(format.span(112.4), '112 ms');
  assert.equal(format.span(1500), '1.5 s');
  assert.equal(format.span(59_999), '59.999 s');
  assert.equal(format.span(61_000), '0:01:01');
  assert.equal(format.span(36_000_000), '10:00:00');
});

test('UTC has the digits that the capture has', () => {
  assert.equal(utc(at(1_700_000_000, 2_100_000)), '2023-11-14 22:13:20.002100 UTC');
  assert.equal(utc(at(1_700_000_000, 1)), '2023-11-14 22:13:20.000000001 UTC');
  assert.equal(utc(at(-1, 0)), '1969-12-31 23:59:59.000000 UTC');
});

test('the local time is that of the zone asked for', () => {
  assert.match(new Format('en', 'Asia/Ho_Chi_Minh').local(at(1_700_000_000, 0)), /Nov 15, 2023.*5:13:20/);
});

test('endpoints keep their port ungrouped and IPv6 in brackets', () => {
  assert.equal(endpointText({ address: '192.0.2.10', port: 57927 }), '192.0.2.10:57927');
  assert.equal(endpointText({ address: '2001:db8::1', port: 21 }), '[2001:db8::1]:21');
});
