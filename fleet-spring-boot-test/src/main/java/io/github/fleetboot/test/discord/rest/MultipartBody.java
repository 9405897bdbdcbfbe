package io.github.fleetboot.test.discord.rest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.github.fleetboot.test.discord.world.Json;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body of type {@code multipart/form-data}: files, and a document in
 * {@code payload_json} or field by field.
 *
 * @see <a href= "https://docs.discord.com/developers/reference#uploading-files">Uploading
 * files</a>
 */
record MultipartBody(JsonNode document, List<UploadedPart> files) {

	static MultipartBody read(String contentType, byte[] bytes) {
		FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/",
				Unpooled.wrappedBuffer(bytes));
		request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
		try {
			HttpPostRequestDecoder decoder = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request);
			try {
				return read(decoder.getBodyHttpDatas());
			}
			finally {
				decoder.destroy();
			}
		}
		catch (HttpPostRequestDecoder.ErrorDataDecoderException | HttpPostRequestDecoder.TooManyFormFieldsException
				| HttpPostRequestDecoder.TooLongFormFieldException | IOException ex) {
			throw new RestException(400, 50035, "Invalid Form Body");
		}
	}

	private static MultipartBody read(List<InterfaceHttpData> parts) throws IOException {
		ObjectNode document = Json.object();
		List<UploadedPart> files = new ArrayList<>();
		for (InterfaceHttpData part : parts) {
			if (part instanceof FileUpload file) {
				files.add(new UploadedPart(file.getName(), file.getFilename(), file.getContentType(), file.get()));
			}
			else if (part instanceof Attribute attribute) {
				RequestBody.put(document, attribute.getName(), attribute.getString(StandardCharsets.UTF_8));
			}
		}
		return new MultipartBody(document, List.copyOf(files));
	}

}
