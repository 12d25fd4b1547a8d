/** A program made for `fork`: repeats what it hears, and ends or hangs when told to. */
process.on('message', (message: { say: string }) => {
  if (message.say === 'end') process.exit(3);
  if (message.say === 'hang') for (;;);
  process.send?.({ heard: message.say, arguments: process.argv.length });
});
