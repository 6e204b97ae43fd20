/** Tests what a sign-in needs before the service is asked. */
import { describe, expect, test } from 'vitest';
import { checkSignIn } from '../../../../renderer/companion/sign-in/sign-in-form.ts';

const filled = { serviceUrl: 'https://continuity.example.com', email: 'ada@example.com', password: 'x' };

describe('the sign-in form', () => {
  test.each([
    [{}, []],
    [{ serviceUrl: ' ' }, [['serviceUrl', 'serviceEmpty']]],
    [{ serviceUrl: 'continuity.example.com/mail' }, []],
    [{ serviceUrl: 'continuity example' }, [['serviceUrl', 'serviceInvalid']]],
    [{ serviceUrl: 'ftp://x' }, [['serviceUrl', 'serviceInvalid']]],
    [{ serviceUrl: 'http://127.0.0.1:8080' }, []],
    [{ email: '' }, [['email', 'emailEmpty']]],
    [{ email: 'ada' }, [['email', 'emailInvalid']]],
    [{ password: '' }, [['password', 'passwordEmpty']]],
    [
      { email: '', password: '' },
      [
        ['email', 'emailEmpty'],
        ['password', 'passwordEmpty'],
      ],
    ],
  ])('%j', (change, problems) => {
    expect([...checkSignIn({ ...filled, ...change })]).toEqual(problems);
  });
});
