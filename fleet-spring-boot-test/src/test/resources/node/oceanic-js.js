'use strict';

const { Client } = require('oceanic.js');

const client = new Client({
  auth: `Bot ${process.env.DISCORD_TOKEN}`,
  rest: { baseURL: `${process.env.DISCORD_API}/v10` },
  gateway: {
    compress: 'zlib-stream',
    intents: ['GUILDS', 'GUILD_MESSAGES', 'DIRECT_MESSAGES', 'MESSAGE_CONTENT'],
    maxShards: 'auto',
  },
});

client.once('ready', () =>
  client.application.bulkEditGlobalCommands([
    { type: 1, name: 'echo', description: 'Says it again', options: [{ type: 3, name: 'word', description: 'A word' }] },
    { type: 1, name: 'later', description: 'Takes its time' },
  ]),
);

client.on('messageCreate', async (message) => {
  const [command, word] = message.content.split(' ');
  const reply = (answer) =>
    client.rest.channels.createMessage(message.channelID, { messageReference: { messageID: message.id }, ...answer });
  if (message.author.bot) {
    return;
  }
  if (command === '!ping') {
    await reply({ content: `pong ${word}` });
  } else if (command === '!file') {
    await reply({ content: 'a file', files: [{ contents: Buffer.from('hello'), name: 'hello.txt' }] });
  }
});

client.on('interactionCreate', async (interaction) => {
  if (interaction.data.name === 'later') {
    await interaction.defer();
    await interaction.editOriginal({ content: 'later' });
    await interaction.createFollowup({ content: 'and more' });
  } else {
    await interaction.createMessage({ content: `echo ${interaction.data.options.getString('word')}` });
  }
});

client.on('debug', console.log);
client.on('error', console.error);
process.stdin.resume().once('end', () => client.disconnect(false));
client.connect();
