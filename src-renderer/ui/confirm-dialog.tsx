import { Button } from './button.tsx';
import { Modal } from './modal.tsx';

interface Props {
  /** The question. */
  title: string;
  /** What will happen, and what will not. */
  text: string;
  /** The verb on the button. */
  action: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that cannot be undone. The harmless button has the focus. */
export function ConfirmDialog({ title, text, action, onConfirm, onClose }: Props) {
  return (
    <Modal
      title={title}
      role="alertdialog"
      onClose={onClose}
      foot={
        <>
          <Button autoFocus onPress={onClose}>
            Keep
          </Button>
          <Button
            look="danger"
            onPress={() => {
              onConfirm();
              onClose();
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <p>{text}</p>
    </Modal>
  );
}
