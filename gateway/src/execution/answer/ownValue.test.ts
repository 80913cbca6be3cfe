import { ownValue, setOwn } from './ownValue';

describe('the value of an answer under a key', () => {
  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('is not what every object has as %s', (key) => {
    expect(ownValue({}, key)).toBeUndefined();
  });

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'may be set as %s, and changes nothing else',
    (key) => {
      const object = {};
      setOwn(object, key, { id: 1 });
      expect(ownValue(object, key)).toEqual({ id: 1 });
      expect(Object.getPrototypeOf(object)).toBe(Object.prototype);
      expect(JSON.stringify(object)).toBe(`{"${key}":{"id":1}}`);
    },
  );

  it.each(['__proto__', 'constructor'])('is read as a subgraph sent it as %s', (key) => {
    expect(ownValue(JSON.parse(`{"${key}":7}`), key)).toBe(7);
  });
});
