import { useTranslation } from 'react-i18next';
import { LONGEST_PASSWORD, refusePassword, SHORTEST_PASSWORD } from './passwordRules';

/** What is wrong with a new password, in a sentence; null: nothing. */
export function usePasswordProblem(): (password: string, userName: string) => string | null {
  const { t } = useTranslation();
  return (password, userName) => {
    const problem = refusePassword(password, userName);
    return problem === null ? null : t(`password.${problem}`, { count: problem === 'long' ? LONGEST_PASSWORD : SHORTEST_PASSWORD });
  };
}
