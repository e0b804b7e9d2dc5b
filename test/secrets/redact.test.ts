import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactor } from '../../src/secrets/redact.ts';

const SECRET = 'Rye&flour <42>/"?';

function redactWith(secrets: readonly string[], text: string): string {
  const redact = redactor();
  for (const secret of secrets) redact.add(secret);
  return redact.redact(text);
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

describe('a secret is taken out of a text', () => {
  it.each<[string, string, string]>([
    ['as it is', `a ${SECRET} b`, 'a [secret] b'],
    ['in hex', Buffer.from(SECRET).toString('hex'), '[secret]'],
    ['in hex with capitals', Buffer.from(SECRET).toString('hex').toUpperCase(), '[secret]'],
    ['in a URL', `?p=${encodeURIComponent(SECRET)}&x`, '?p=[secret]&x'],
    ['in a form', `p=${encodeURIComponent(SECRET).replaceAll('%20', '+')}`, 'p=[secret]'],
    [
      'in a URL with small letters',
      encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase()),
      '[secret]',
    ],
    ['in JSON', JSON.stringify({ p: SECRET }), '{"p":"[secret]"}'],
    ['in the JSON that Go writes', '"Rye\\u0026flour \\u003c42\\u003e/\\"?"', '"[secret]"'],
    ['in XML', '<p>Rye&amp;flour &lt;42&gt;/"?</p>', '<p>[secret]</p>'],
  ])('%s', (_what, text, expected) => {
    expect(redactWith([SECRET], text)).toBe(expected);
  });

  it('not one that is so short that words hold it', () => {
    expect(redactWith(['x', '12', 'abc'], 'max 12 abc exit 12: x')).toBe('max 12 abc exit 12: x');
  });

  it('the longest of several', () => {
    expect(redactWith(['rye-42', 'rye-42-oat'], 'rye-42-oat rye-42')).toBe('[secret] [secret]');
  });

  it('with another that laps over it', () => {
    expect(redactWith(['rye-42-oat', 'oat-99-bun'], 'rye-42-oat-99-bun')).toBe('[secret]');
  });

  it('the password of a URL, and each line of a key', () => {
    const key = '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\nhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----\n';

    const text = redactWith(['postgres://web:rye-42@db/shop', key], 'p=rye-42, MIIEvQIBADANBgkq hkiG9w0BAQEFAASC');

    expect(text).toBe('p=[secret], [secret] [secret]');
  });

  it.each([40, 64, 76])('in base64 wrapped at %i columns and indented', (width) => {
    const secret = 'crumbs-of-rye-'.repeat(20);
    const wrapped = base64(`user:${secret}`).replace(new RegExp(`.{${width}}`, 'g'), '$&\n    ');

    const text = redactWith([secret], `data: ${wrapped}\nnext: line`);

    expect(text).toMatch(/^data: \S{1,10}\[secret\]\S{0,4}\s*\nnext: line$/);
  });
});

describe('nothing else is', () => {
  it.each(['postgres', 'admin', 'Admin', 'PASSWORD', 'true', '12345', 'rye', ''])(
    'the ordinary word %s stays',
    (word) => {
      expect(redactWith([word], `the ${word} of the Admin`)).toBe(`the ${word} of the Admin`);
    },
  );

  it('leaves words of a settings file that is kept in a Secret', () => {
    const text = redactWith(['server {\n  listen 80;\n}\n'], 'the server { block has listen 80;');

    expect(text).toBe('the server { block has listen 80;');
  });

  it('leaves two words on two lines that make up a secret', () => {
    expect(redactWith(['ryeoat42'], 'rye\noat42')).toBe('rye\noat42');
  });

  it('leaves a text without secrets as it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(redactWith(['a-secret-that-nobody-writes-42'], text)).toBe(text);
      }),
    );
  });
});

describe('for any secret', () => {
  const secret = fc
    .string({ minLength: 8, maxLength: 100, unit: 'binary' })
    .filter((text) => /\d/.test(text) && text.trim().length > 7);
  const beside = fc.string({ unit: 'grapheme', maxLength: 10 });

  it('none of its forms is left, wherever it stands', () => {
    fc.assert(
      fc.property(secret, beside, beside, (text, before, after) => {
        const redact = redactor();
        redact.add(text);
        const forms = [text, JSON.stringify(text).slice(1, -1), Buffer.from(text).toString('hex')];
        for (const form of forms) expect(redact.redact(`${before}${form}${after}`)).not.toContain(form);
      }),
    );
  });

  it('its base64 is not left inside that of a longer text, at any alignment', () => {
    fc.assert(
      fc.property(secret, beside, beside, (text, before, after) => {
        const clean = redactWith([text], base64(`${before}${text}${after}`));

        expect(clean).toContain('[secret]');
        expect(Buffer.from(clean.replaceAll('[secret]', ''), 'base64').toString()).not.toContain(text);
        // What is left around it is at most what stood around it, and two characters that share its bits.
        const around =
          Math.ceil((4 * (Buffer.byteLength(before) + 2)) / 3) +
          Math.ceil((4 * (Buffer.byteLength(after) + 2)) / 3) +
          8;
        expect(clean.replaceAll('[secret]', '').length).toBeLessThanOrEqual(around);
      }),
    );
  });

  it('a second time changes nothing', () => {
    fc.assert(
      fc.property(fc.array(secret, { maxLength: 5 }), fc.string(), (secrets, text) => {
        const redact = redactor();
        for (const each of secrets) redact.add(each);
        const once = redact.redact(`${text}${secrets.join(text)}`);

        if (!secrets.some((each) => '[secret]'.includes(each))) expect(redact.redact(once)).toBe(once);
      }),
    );
  });
});

describe('cost', () => {
  it('stays low for many secrets and long texts', () => {
    const secrets = Array.from({ length: 5000 }, (_, index) => `postgres://web:${index}-rye-${index * 7}@db/shop`);
    const text = 'postgres://web: is not the whole of it\n'.repeat(30_000);
    const start = performance.now();

    const clean = redactWith(secrets, text);

    expect(clean).toBe(text);
    expect(performance.now() - start).toBeLessThan(6000);
  });

  it('stays low for a secret that repeats itself, and for a long one', () => {
    const start = performance.now();

    expect(redactWith(['a1'.repeat(2000)], 'a1'.repeat(100_000))).toBe('[secret]');
    expect(redactWith([`x${'rye-42 '.repeat(100_000)}`], 'x'.repeat(100_000))).toBe('x'.repeat(100_000));
    expect(performance.now() - start).toBeLessThan(6000);
  });
});

describe('a name stays readable', () => {
  const redactKeeping = (secrets: readonly string[], names: readonly string[], text: string) => {
    const redact = redactor();
    for (const secret of secrets) redact.add(secret);
    for (const name of names) redact.keep(name);
    return redact.redact(text);
  };

  it.each<[string, string]>([
    ['a reference to a variable', '$(DB_PASSWORD)'],
    ['a reference of a shell', '${DB_PASSWORD}'],
    ['the password of a URL that is a reference', 'postgres://shop:$(DB_PASSWORD)@ledger/shop'],
  ])('of %s', (_what, secret) => {
    expect(redactWith([secret], 'URL refers to $(DB_PASSWORD), ${DB_PASSWORD}')).toBe(
      'URL refers to $(DB_PASSWORD), ${DB_PASSWORD}',
    );
  });

  it('of a variable, a service or a file with the text of a secret', () => {
    const names = ['DB_PASSWORD', 'k8s/rye-shop.yaml'];

    const text = redactKeeping(['DB_PASSWORD', 'rye-shop'], names, 'DB_PASSWORD in k8s/rye-shop.yaml:4');

    expect(text).toBe('DB_PASSWORD in k8s/rye-shop.yaml:4');
  });

  it('and a secret that only holds the name does not', () => {
    expect(redactKeeping(['xDB_PASSWORDx'], ['DB_PASSWORD'], 'is xDB_PASSWORDx')).toBe('is [secret]');
  });

  it('and elsewhere the same secret does not', () => {
    expect(redactKeeping(['rye-shop'], ['k8s/rye-shop.yaml'], 'rye-shop in k8s/rye-shop.yaml')).toBe(
      '[secret] in k8s/rye-shop.yaml',
    );
  });
});
