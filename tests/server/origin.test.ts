import { expect, it } from 'vitest';
import { reachableOrigins } from '../../src/server/addresses.ts';
import { createPublicAddresses } from '../../src/server/origin.ts';

it('several public addresses may be declared', () => {
  const declared = ' https://demo.example.com/, http://10.0.0.5:8080 ,';
  expect(reachableOrigins(4321, declared).slice(0, 2)).toEqual([
    'https://demo.example.com',
    'http://10.0.0.5:8080',
  ]);
  expect(createPublicAddresses(declared).originOf('demo.example.com')).toBe('https://demo.example.com');
});

it.each([
  ['demo.example.com', 'does not begin with https://'],
  ['demo.example.com:443', 'does not begin with https://'],
  ['localhost:4321', 'does not begin with https://'],
  ['https://demo.example.com/kit', 'more than an address'],
  ['https://demo.example.com/?a=b', 'more than an address'],
  ['https://ok.example.com, https://', 'does not begin with https://'],
])('“%s” is refused with what to write instead', (declared, why) => {
  const refusal = expect.objectContaining({
    message: expect.stringContaining(why),
    hint: expect.stringContaining('https://demo.example.com'),
  });
  expect(() => createPublicAddresses(declared)).toThrow(refusal);
});
