/** The sign-in form at work: what is typed, what is wrong with it, and the one question to the device. */
import { useState, type SubmitEvent } from 'react';
import type { NetworkFailure } from '../../../shared/domain/network-failure.ts';
import { callProblemWords } from '../../text/problem-words.ts';
import { useFormats, useText } from '../../text/text-root.tsx';
import { useCall } from '../state/companion-context.tsx';
import {
  checkSignIn,
  isSignInField,
  wholeEmail,
  type SignInField,
  type SignInFields,
} from './sign-in-form.ts';

export interface FormField {
  readonly value: string;
  /** Words under the field; null when it is fine. */
  readonly problem: string | null;
  readonly onChange: (value: string) => void;
}

export interface SignInForm {
  readonly field: (name: SignInField) => FormField;
  /** What is wrong with no field in particular. */
  readonly problem: string | null;
  /** What is in the way to the service; null: nothing that is known. */
  readonly failure: NetworkFailure | null;
  readonly working: boolean;
  readonly again: () => void;
  readonly submit: (submitted: SubmitEvent) => void;
}

type Problems = Partial<Record<SignInField | 'form', string | undefined>>;

export function useSignIn(start: SignInFields, emailDomain: string | null): SignInForm {
  const t = useText();
  const formats = useFormats();
  const call = useCall();
  const [typed, setFields] = useState(start);
  const fields = { ...typed, email: wholeEmail(typed.email, emailDomain) };
  const [problems, setProblems] = useState<Problems>({});
  const [failure, setFailure] = useState<NetworkFailure | null>(null);
  const [working, setWorking] = useState(false);

  async function ask(): Promise<void> {
    setWorking(true);
    setFailure(null);
    const answer = await call('session.signIn', {
      serviceUrl: fields.serviceUrl.trim(),
      email: fields.email.trim(),
      password: fields.password,
    });
    setWorking(false);
    if (answer.ok) return;
    if (answer.problem.failure !== undefined) {
      setFailure(answer.problem.failure);
      return;
    }
    const words = callProblemWords(answer.problem, t, formats);
    setProblems(isSignInField(answer.problem.field) ? { [answer.problem.field]: words } : { form: words });
  }

  return {
    field: (name) => ({
      value: typed[name],
      problem: problems[name] ?? null,
      onChange: (value) => {
        setFields({ ...typed, [name]: value });
        setProblems({ ...problems, [name]: undefined, form: undefined });
      },
    }),
    problem: problems.form ?? null,
    failure,
    working,
    again: () => void ask(),
    submit: (submitted) => {
      submitted.preventDefault();
      if (working) return;
      const found = [...checkSignIn(fields)].map(([name, problem]) => [name, t(`signIn.fields.${problem}`)]);
      setProblems(Object.fromEntries(found) as Problems);
      if (found.length === 0) void ask();
    },
  };
}
