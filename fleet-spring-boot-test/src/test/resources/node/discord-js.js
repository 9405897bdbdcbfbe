'use strict';

const { Client, Events, GatewayIntentBits, Partials } = require('discord.js');

const client = new Client({
  intents: [
    GatewayIntentBits.Guilds,
    GatewayIntentBits.GuildMessages,
    GatewayIntentBits.DirectMessages,
    GatewayIntentBits.MessageContent,
  ],
  partials: [Partials.Channel],
  shards: 'auto',
  rest: { api: process.env.DISCORD_API },
});

client.once(Events.ClientReady, () =>
  client.application.commands.set([
    { name: 'echo', description: 'Says it again', options: [{ type: 3, name: 'word', description: 'A word' }] },
    { name: 'later', description: 'Takes its time' },
  ]),
);

client.on(Events.MessageCreate, async (message) => {
  const [command, word] = message.content.split(' ');
  if (message.author.bot) {
    return;
  }
  if (command === '!ping') {
    await message.reply(`pong ${word}`);
  } else if (command === '!file') {
    await message.reply({ content: 'a file', files: [{ attachment: Buffer.from('hello'), name: 'hello.txt' }] });
  }
});

client.on(Events.InteractionCreate, async (interaction) => {
  if (interaction.commandName === 'later') {
    await interaction.deferReply();
    await interaction.editReply('later');
    await interaction.followUp('and more');
  } else {
    await interaction.reply(`echo ${interaction.options.getString('word')}`);
  }
});

client.on(Events.Debug, console.log);
client.on(Events.Error, console.error);
process.stdin.resume().once('end', () => client.destroy());
client.login(process.env.DISCORD_TOKEN);
