import { CloseButton, TextInput, type TextInputProps } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

interface SearchFieldProps extends Pick<TextInputProps, 'ref' | 'w' | 'error' | 'maxLength' | 'onKeyDown'> {
  /** What is searched in. */
  readonly label: string;
  readonly value: string;
  readonly onSearch: (words: string) => void;
  /** Whether a button empties it. */
  readonly clearable?: boolean;
}

/** Words that narrow a list. */
export function SearchField({ label, value, onSearch, clearable = false, w = { base: '100%', xs: 260 }, ...input }: SearchFieldProps): ReactElement {
  const { t } = useTranslation();
  return (
    <TextInput
      w={w}
      leftSection={<IconSearch size={16} />}
      rightSection={clearable && value !== '' && <CloseButton size="sm" aria-label={t('clear')} onClick={() => { onSearch(''); }} />}
      placeholder={label}
      aria-label={label}
      value={value}
      onChange={({ currentTarget }) => { onSearch(currentTarget.value); }}
      {...input}
    />
  );
}
